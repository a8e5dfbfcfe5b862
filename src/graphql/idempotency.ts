import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  defaultFieldResolver,
  type FormattedExecutionResult,
  type GraphQLSchema,
  isObjectType,
  responsePathAsArray,
} from 'graphql';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { badUserInput, conflict, notReplayable, publicError } from '../errors.ts';
import { isLargerThan } from './response-size.ts';

/** What an idempotency key stands for: an operation as it was sent. */
export interface Sent {
  source: string | undefined;
  operationName: string | null | undefined;
  variables: Record<string, unknown>;
}

/** The caller's record of a key: with the first answer when there was one. */
export interface IdempotencyRecord {
  id: string;
  answer: FormattedExecutionResult | undefined;
}

/**
 * The record of the mutation's `Idempotency-Key`, in the request's transaction: a twin waits here until the first is over,
 * without a connection. Undefined without a key and for anonymous callers.
 * @throws BAD_USER_INPUT for a malformed key, CONFLICT with reason IDEMPOTENCY_MISMATCH for one of another operation
 */
export async function claimIdempotencyKey(
  context: Context,
  { source, operationName, variables }: Sent,
): Promise<IdempotencyRecord | undefined> {
  const key = context.request.idempotencyKey;
  if (!context.writes || key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw badUserInput('An Idempotency-Key has 1 to 255 visible ASCII characters.');
  const { viewer, apiKey, requestedOrganization } = await context.access();
  if (!viewer && !apiKey) return undefined;
  await untilAlone(context, twinsName((viewer ?? apiKey)!.id, key));
  const request = JSON.stringify([source, operationName, requestedOrganization, sorted(variables)]);
  for (const hash of hashesOf(context, request)) {
    const { rows } = await sql<{ id: string; same: boolean | null; answer: string | null }>`
      select id, same, answer from app.claim_idempotency_key(${key}, ${hash})`.execute(context.db);
    const [record] = rows;
    if (record?.same !== false)
      return record && { id: record.id, answer: record.answer ? JSON.parse(record.answer) : undefined };
  }
  throw conflict('IDEMPOTENCY_MISMATCH', 'The Idempotency-Key was used for another operation.');
}

const FIRST_LOOK_MS = 25;
const MAX_LOOK_MS = 400;

/** What a caller's requests with one key lock, whatever organization they are in. */
export const twinsName = (callerId: string, key: string): string => `idempotency ${callerId} ${key}`;

/**
 * Locks the name until the transaction ends. While a twin in another process has it, the request looks again and again and
 * keeps no connection in between; one that has written something waits in PostgreSQL.
 * @throws why the request is over
 */
async function untilAlone({ transaction, request, db }: Context, name: string): Promise<void> {
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(2 * wait, MAX_LOOK_MS)) {
    const { rows } = await sql<{ alone: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as alone`.execute(db);
    if (rows[0]!.alone || !(await transaction.pause())) return;
    await sleep(wait);
    request.cancellation?.requireLive();
  }
}

/**
 * What a new record is kept under, and what earlier ones may be: the other keys of `SECRETS_KEY` while it is replaced, and
 * no key, as servers before this release keep them.
 * Security: an operation can hold passwords. Who reads the records without the key cannot try passwords against them.
 */
const hashesOf = ({ services }: Context, request: string): Buffer[] => [
  ...services.secrets.authenticationCodes(request, 'idempotency'),
  createHash('sha256').update(request).digest(),
];

/** A larger response is not kept: its key is, with the refusal that a retry gets. */
const MAX_KEPT_BYTES = 1_000_000;

/**
 * Keeps the response for retries, without what is shown once. When every field was refused, nothing was written and
 * nothing is kept: a retry runs anew, and succeeds once the cause of the refusal is gone.
 */
export async function keepAnswer(
  context: Context,
  { id }: IdempotencyRecord,
  answer: FormattedExecutionResult,
): Promise<void> {
  const kept = context.succeeded ? keepable(answer, context) : null;
  await sql`select app.keep_answer(${id}, ${kept})`.execute(context.db);
}

function keepable(answer: FormattedExecutionResult, { request, shownOnce }: Context): string {
  if (!isLargerThan(MAX_KEPT_BYTES, answer)) return JSON.stringify(withoutSecrets(answer, shownOnce));
  const refusal = publicError(notReplayable(), request.requestId, request.logger);
  return JSON.stringify({ errors: [refusal] });
}

/** Notes where an answer holds fields marked `@shownOnce`, in place. */
export function noteShownOnce(schema: GraphQLSchema): void {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()))
    .filter(({ astNode }) => astNode?.directives?.some(({ name }) => name.value === 'shownOnce'));
  for (const field of fields) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (parent, args, context: Context, info) => {
      context.shownOnce.push(responsePathAsArray(info.path));
      return resolve(parent, args, context, info);
    };
  }
}

function withoutSecrets(
  answer: FormattedExecutionResult,
  paths: (string | number)[][],
): FormattedExecutionResult {
  const copy = structuredClone(answer);
  for (const path of paths) {
    const parent = path.slice(0, -1).reduce<any>((value, key) => value?.[key], copy.data);
    if (parent) parent[path.at(-1)!] = null;
  }
  return copy;
}

/** The same value with the keys of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
