import type { HeaderMap } from '@apollo/server';
import { callerOf } from '../core/caller.ts';
import type { Services } from '../core/services.ts';
import type { Operation } from '../graphql/operation.ts';
import { queriesByTarget } from '../graphql/replica-read.ts';
import { isEligible } from '../graphql/validated/eligible.ts';

/**
 * The token of the last state that a client has seen or written. A client that sends it back is shown no earlier state,
 * whichever process serves it.
 * Security: it is encrypted, because the positions would show everybody how much all organizations write.
 */
export const READ_TOKEN = 'x-read-token';

/** Separates the tokens from other secrets under the same key. */
const PLACE = 'read token';
/** Tokens of one request. A client that sends requests in parallel cannot tell which token is the last. */
const MAX_TOKENS = 10;
/** Each token has 28 bytes besides the position. */
const MAX_CHARACTERS = 80;

/** Returns the last position of the tokens that a client has sent; undefined without a valid one. */
export function readTokens(secrets: Services['secrets'], sent: string | undefined): number | undefined {
  const positions = (sent ?? '').split(',', MAX_TOKENS).flatMap((token) => positionOf(secrets, token.trim()));
  return positions.length > 0 ? Math.max(...positions) : undefined;
}

function positionOf(secrets: Services['secrets'], token: string): number | [] {
  if (token === '' || token.length > MAX_CHARACTERS) return [];
  try {
    return Number(secrets.open(Buffer.from(token, 'base64url'), PLACE).toString());
  } catch {
    return [];
  }
}

/**
 * Notes what the caller has seen or written, also in the header of the response. A query of `isEligible` fields alone
 * shows only what the organization's version stands for, of which no replica shows an earlier state.
 */
export async function noteSeen(
  operation: Operation,
  wasAdmitted: boolean,
  headers: HeaderMap,
): Promise<void> {
  const { context, schema, document, target } = operation;
  const { replicas, secrets } = context.services;
  if (!replicas) return;
  if (target) queriesByTarget.inc({ ...target });
  const { request, isMutation } = context;
  const isUnknown = operation.seen === Infinity;
  if (!wasAdmitted || (!isMutation && !isUnknown && isEligible(schema, document))) return;
  const position = isMutation ? await context.writtenPosition() : context.position;
  if (position === undefined) return;
  const { positions } = replicas;
  const caller = callerOf(request);
  // The query has begun on the primary after that state.
  if (isUnknown) positions.forgetSeen(caller);
  if (request.claims || request.apiKeyHash) positions.noteSeen(caller, position);
  const { organizationId } = context.identity;
  if (isMutation && organizationId) positions.noteVersion(organizationId, undefined, position);
  // What the primary has written is later than every token that it has given before, also than one that a restored or a
  // promoted database has lost.
  const sent = target?.target === 'replica' ? (request.seenPosition ?? 0) : 0;
  const last = Math.max(position, sent, positions.seenBy(caller));
  headers.set(READ_TOKEN, secrets.seal(Buffer.from(String(last)), PLACE).toString('base64url'));
}
