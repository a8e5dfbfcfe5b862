// Validated responses: a response is kept and sent again, without being computed, as long as nothing has changed that it
// could show. It is never stale: there is no time to live.
//
// Versions. Triggers raise the version of an organization in every transaction that changes one of its rows
// (app.rows_changed). The opening statement of a request reads the version in the request's snapshot. Snapshots of one
// primary are nested: if two have the same version, no transaction that changed the organization was committed between
// them, so both have the same rows.
//
// Eligibility. A response is kept if all fields of its operation are functions of the organization's rows and the
// caller's access (eligible.ts), for a caller with credentials in an organization. Everything that `begin_request` says
// of the caller is compared as well, so that a changed role or an ended suspension is never mistaken.
//
// Order of events:
// 1. Before the request is admitted, `lookUp` finds the kept response of the same operation. If the previous request
//    could use it, no statement is sent but the opening one, in one packet with the commit. Otherwise the plan's statement
//    is sent (plan/read.ts), because rows that change before each read would double the round trips.
// 2. The request is admitted: identity, limits, quotas and metering are those of any request.
// 3. `findValidated` compares the caller's access and the version with those of the kept response, and returns it.
// 4. Otherwise the operation is executed, and `keepResponse` keeps a response without errors. A replica may execute it, if
//    that reads the same access and version (database/replicas.ts).
//
// Security: the rules of the root fields are not evaluated again. Those of eligible fields are functions of the access and
// the arguments, which are equal, and they admitted the caller when the response was computed. test/graphql/validated.test.ts
// checks that they read nothing else.

import { createHash } from 'node:crypto';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { print } from 'graphql';
import { callerOf } from '../../core/caller.ts';
import type { Context } from '../../core/context.ts';
import type { Operation } from '../operation.ts';
import { sendPlanned } from '../plan/read.ts';
import { moveToReplica, noteKept } from '../replica-read.ts';
import { isLargerThan } from '../response-size.ts';
import { JsonText } from '../response-text.ts';
import { isEligible } from './eligible.ts';
import type { KeptResponse } from './cache.ts';
import type { CompleteResponse, Lookup } from './lookup.ts';
import { validatedResponses } from './metrics.ts';

/** Characters of the variables. Longer ones are filters, which seldom repeat. */
const MAX_VARIABLES = 2000;
/** Bytes of a response. */
const MAX_BYTES = 1_000_000;

/** Looks for the kept response of an eligible operation. */
export function lookUp(operation: Operation): Lookup | undefined {
  const { context, schema, document, operationName, variables, traced } = operation;
  const { services, request, likelyOrganization, isMutation } = context;
  if (!services.config.validatedResponses || isMutation || traced || !likelyOrganization) return undefined;
  if (!(request.claims || request.apiKeyHash) || !isEligible(schema, document)) return undefined;
  const sent = JSON.stringify(variables);
  if (sent.length > MAX_VARIABLES) return undefined;
  // Only the variables can contain a space.
  const key = `${textHash(document)} ${operationName ?? ''} ${callerOf(request)} ${likelyOrganization} ${sent}`;
  const kept = services.validatedResponses.find(key);
  return { key, kept, isExpected: kept?.data !== undefined && kept.isRepeated };
}

/** Sends what is likely to be needed in one packet with the opening statement. */
export function sendAhead(operation: Operation): void {
  const { lookup, context } = operation;
  if (operation.replica || lookup?.isExpected) context.transaction.planOnly(undefined);
  else operation.read = sendPlanned(operation);
}

/**
 * Returns the kept response if it is valid.
 * @throws RATE_LIMITED or SERVICE_UNAVAILABLE if the response exceeds the caller's share of the memory
 */
export async function findValidated(operation: Operation): Promise<ExecutionResult | undefined> {
  const { lookup, context } = operation;
  if (!lookup) return undefined;
  await readState(lookup, context);
  const { kept, state } = lookup;
  const isValid = kept?.state === state;
  if (kept) kept.isRepeated = isValid;
  // If the plan's statement was sent, its result is on the way and as good.
  if (isValid && isComplete(kept) && !operation.read?.organizationId) {
    // Security: without rows, nothing else would stop a caller who does not read their responses.
    const refusal = context.share.take(kept.data.body.length);
    if (refusal) throw refusal;
    validatedResponses.inc({ result: 'hit' });
    lookup.response = kept;
    noteKept(operation);
    return { data: kept.data as never };
  }
  validatedResponses.inc({ result: 'miss' });
  return undefined;
}

/** Prepares the execution of a query of which only the opening statement was sent: one with a replica, or an expected one. */
export async function prepareExecution(operation: Operation): Promise<void> {
  const { lookup, context, replica } = operation;
  if (replica) await moveToReplica(operation, replica);
  else await context.beginAgain(() => void (operation.read = sendPlanned(operation)));
  if (lookup) await readState(lookup, context);
}

const isComplete = (kept: KeptResponse | undefined): kept is CompleteResponse => kept?.data !== undefined;

/**
 * Keeps the response if it is complete and was computed in the snapshot of its version. Returns the response. If the last
 * one was not repeated before it became invalid, only the state is kept: rows that change before each read would cost
 * memory for nothing.
 */
export function keepResponse({ lookup, context }: Operation, result: ExecutionResult): ExecutionResult {
  const { data, errors } = result;
  if (!lookup?.state || errors || !data || context.knownAccess !== lookup.access) return result;
  // A statement may have failed without an error in the response.
  context.transaction.requireSound();
  const isText = data instanceof JsonText;
  if (isText ? data.isLargerThan(MAX_BYTES) : isLargerThan(MAX_BYTES, data)) return result;
  const { key, state, kept, isExpected } = lookup;
  const isRepeated = kept?.state === state;
  const text = isText ? data : new JsonText(JSON.stringify(data));
  lookup.response = { state, data: text, isRepeated };
  const lasts = !kept || isRepeated || isExpected;
  const response = lasts ? lookup.response : { ...lookup.response, data: undefined };
  context.services.validatedResponses.keep(key, response);
  return { ...result, data: lookup.response.data as never };
}

/** Reads what a kept response depends on, besides the operation. */
async function readState(lookup: Lookup, context: Context): Promise<void> {
  const access = await context.access();
  const { viewer, sessionId: _session, requestLimits: _limits, ...rights } = access;
  lookup.access = access;
  lookup.state =
    context.hasScope && context.version !== undefined
      ? JSON.stringify([context.version, viewer?.id, rights])
      : undefined;
}

/**
 * Returns a strong ETag of the response; undefined if it is not eligible or not complete. It depends on the text, because
 * another release may write another text for the same version.
 * Security: the ETag reveals nothing, because the key contains ids that nobody can guess.
 */
export function etagOf({ lookup }: Operation): string | undefined {
  if (!lookup?.response) return undefined;
  const { key, response } = lookup;
  return (response.etag ??= `"${createHash('sha256').update(key).update(response.data.body).digest('base64url')}"`);
}

/** Whether an `If-None-Match` has the ETag. */
export const matchesEtag = (ifNoneMatch: string, etag: string): boolean =>
  ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);

const texts = new WeakMap<DocumentNode, string>();

function textHash(document: DocumentNode): string {
  let hash = texts.get(document);
  if (hash === undefined) {
    const text = document.loc?.source.body ?? print(document);
    texts.set(document, (hash = createHash('sha256').update(text).digest('base64url')));
  }
  return hash;
}
