import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { UserErrors, userError } from '../../errors.ts';
import type { refreshSessionInput } from './input.ts';
import { insertAccountEvent } from '../account/events.ts';
import { findSelectableOrganizations, revokeSession } from './queries.ts';
import {
  findRefreshToken,
  lockSessionOfToken,
  useAllRefreshTokens,
  useRefreshToken,
} from './refresh-tokens.ts';
import { hashToken, openSuccessor, sealSuccessor } from './tokens.ts';
import { addRefreshToken, answer, inactive, type Session } from './session.ts';

/** How long after its use a refresh token still answers the same successor, for a client that lost the answer. */
const GRACE_SECONDS = 10;

/**
 * Exchanges a refresh token. Within the grace of its use a token answers the same successor again; later its reuse
 * means that somebody else has it, and ends the session for good.
 */
export async function refreshSession(
  context: Context,
  { refreshToken }: z.output<typeof refreshSessionInput>,
) {
  const outcome = await transact(context, (db) => rotate(context, db, refreshToken));
  if (outcome instanceof UserErrors) throw outcome;
  return answer(context, outcome);
}

/** Answers its refusal instead of throwing it, so that a revocation is kept. */
async function rotate(context: Context, db: SystemDb, token: string): Promise<Session | UserErrors> {
  const invalid = userError('INVALID_TOKEN', 'The refresh token is not valid.', 'refreshToken');
  const hash = hashToken(token);
  const found = await lockSessionOfToken(db, hash);
  if (!found || found.revokedAt) return invalid;
  const { id, userId } = found;
  if (found.userStatus !== 'ACTIVE') return inactive(found.userStatus);
  const current = await findRefreshToken(db, hash, GRACE_SECONDS);
  if (current.used && !current.graceful) {
    await revokeSession(db, id);
    await insertAccountEvent(
      db,
      { userId, sessionId: id, action: 'session.refresh_token_reused' },
      context.request,
    );
    return invalid;
  }
  if (current.expired) return userError('EXPIRED', 'The refresh token has expired.', 'refreshToken');
  const selectable = await findSelectableOrganizations(db, userId);
  const organizationId = selectable.find((each) => each === found.organizationId) ?? selectable[0];
  if (current.successor) {
    return { id, userId, organizationId, refreshToken: openSuccessor(current.successor, token) };
  }
  // Used up by `switchOrganization`, whose own token the client may not have received: one of the two stays alive.
  if (current.used) await useAllRefreshTokens(db, id);
  const successor = await addRefreshToken(context, db, id);
  await useRefreshToken(db, hash, sealSuccessor(successor, token));
  await insertAccountEvent(db, { userId, sessionId: id, action: 'session.refreshed' }, context.request);
  return { id, userId, organizationId, refreshToken: successor };
}
