import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  defaultFieldResolver,
  type FormattedExecutionResult,
  type GraphQLSchema,
  isObjectType,
  responsePathAsArray,
} from 'graphql';
import { CompiledQuery, sql } from 'kysely';
import type { Context } from '../core/context.ts';
import { badUserInput, conflict, notReplayable } from '../errors.ts';
import { publicError } from './public-error.ts';
import { sortedEntries } from '../util/sorted-entries.ts';
import { isLargerThan } from './response-size.ts';

/** The operation that an idempotency key belongs to, as the client sent it. */
export interface IdempotentRequest {
  source: string | undefined;
  operationName: string | null | undefined;
  variables: Record<string, unknown>;
}

/** The caller's record of a key. */
export interface IdempotencyRecord {
  id: string;
  /** The stored response; undefined on the first request. */
  answer: FormattedExecutionResult | undefined;
}

/**
 * Finds or creates the record of the mutation's `Idempotency-Key` in the request's transaction. A duplicate request waits
 * here, without a connection, until the first one has ended. Returns undefined without a key and for anonymous callers.
 * @throws BAD_USER_INPUT for a malformed key, CONFLICT with reason IDEMPOTENCY_MISMATCH when the key was used for another
 * operation
 */
export async function claimIdempotencyKey(
  context: Context,
  { source, operationName, variables }: IdempotentRequest,
): Promise<IdempotencyRecord | undefined> {
  const key = context.request.idempotencyKey;
  if (!context.isMutation || key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw badUserInput('An Idempotency-Key must have 1 to 255 visible ASCII characters.');
  const { viewer, apiKey, requestedOrganization } = await context.access();
  if (!viewer && !apiKey) return undefined;
  const lock = idempotencyLockName((viewer ?? apiKey)!.id, key);
  const request = JSON.stringify([source, operationName, requestedOrganization, sorted(variables)]);
  const [hash, ...earlier] = hashesOf(context, request);
  let claim = await lockAndClaim(context, lock, key, hash!);
  for (const other of earlier) if (claim?.same === false) claim = await claimKey(context, key, other);
  if (claim?.same === false)
    throw conflict('IDEMPOTENCY_MISMATCH', 'The Idempotency-Key was used for another operation.');
  return claim && { id: claim.id, answer: claim.answer ? JSON.parse(claim.answer) : undefined };
}

/** The caller's record of a key; `same` is false if it was made for another request, and null if it is new. */
interface Claim {
  id: string;
  same: boolean | null;
  answer: string | null;
}

async function claimKey({ db }: Context, key: string, hash: Buffer): Promise<Claim | undefined> {
  const { rows } = await sql<Claim>`
    select id, same, answer from app.claim_idempotency_key(${key}, ${hash})`.execute(db);
  return rows[0];
}

const FIRST_RETRY_MS = 25;
const MAX_RETRY_MS = 400;

/** Returns the name of the lock for a caller's key. The organization does not matter. */
export const idempotencyLockName = (callerId: string, key: string): string =>
  `idempotency ${callerId} ${key}`;

/**
 * Locks the name until the transaction ends, and claims the key. While a request in another process holds the lock, this
 * request retries and releases its connection in between. If its transaction has already written, it goes on without the
 * lock: the unique index then makes it wait in PostgreSQL.
 * @throws the reason of the cancellation when the request is cancelled
 */
async function lockAndClaim(
  context: Context,
  lock: string,
  key: string,
  hash: Buffer,
): Promise<Claim | undefined> {
  const { transaction, request, db } = context;
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(2 * wait, MAX_RETRY_MS)) {
    const { rows } = await sql<{ alone: boolean } & (Claim | { id: null })>`
      select alone, id, same, answer from app.lock_idempotency_key(${lock}, ${key}, ${hash})`.execute(db);
    const { alone, ...claim } = rows[0]!;
    if (alone) return claim.id === null ? undefined : claim;
    if (!(await transaction.pause())) return claimKey(context, key, hash);
    await sleep(wait);
    request.cancellation?.requireLive();
  }
}

/**
 * Returns the hashes under which the record of a request may be stored. New records use the first. Earlier records may
 * use another key of `SECRETS_KEY`, or no key if an earlier release created them.
 *
 * Security: an operation can contain passwords, and an attacker with a copy of the database could test guesses against an
 * unkeyed hash. The hash is keyed, so that guesses cannot be tested without the key.
 */
const hashesOf = ({ services }: Context, request: string): Buffer[] => [
  ...services.secrets.authenticationCodes(request, 'idempotency'),
  createHash('sha256').update(request).digest(),
];

/** For a larger response, only an error is stored, which a retry receives. */
const MAX_STORED_BYTES = 1_000_000;

/**
 * Stores the response for retries with the commit, without one-time secrets. When no field succeeded, nothing was written
 * and no response is stored: a retry executes the operation again.
 */
export function storeResponse(
  context: Context,
  { id }: IdempotencyRecord,
  answer: FormattedExecutionResult,
): void {
  const stored = context.succeeded ? toStoredText(answer, context) : null;
  context.transaction.sendLater(CompiledQuery.raw('select app.keep_answer($1, $2)', [id, stored]));
}

function toStoredText(answer: FormattedExecutionResult, { request, shownOnce }: Context): string {
  if (!isLargerThan(MAX_STORED_BYTES, answer)) return JSON.stringify(withoutSecrets(answer, shownOnce));
  const refusal = publicError(notReplayable(), request.requestId, request.logger);
  return JSON.stringify({ errors: [refusal] });
}

/** Wraps the resolvers of fields marked `@shownOnce` in place, so that they record their paths in the context. */
export function recordSecretPaths(schema: GraphQLSchema): void {
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

/** An object or a list in a response. */
type Parent = Record<string | number, unknown> | null | undefined;

function withoutSecrets(
  answer: FormattedExecutionResult,
  paths: (string | number)[][],
): FormattedExecutionResult {
  const copy = structuredClone(answer);
  for (const path of paths) {
    const parent = path
      .slice(0, -1)
      .reduce<Parent>((value, key) => value?.[key] as Parent, copy.data as Parent);
    if (parent) parent[path.at(-1)!] = null;
  }
  return copy;
}

/** Returns the value with the keys of its objects sorted. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    sortedEntries(value as Record<string, unknown>).map(([key, inner]) => [key, sorted(inner)]),
  );
}
