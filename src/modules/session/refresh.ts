import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { UserErrors, userError } from '../../errors.ts';
import type { refreshSessionInput } from './input.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { findSelectableOrganizations, revokeSession } from './queries.ts';
import {
  findRefreshToken,
  lockSessionOfToken,
  useAllRefreshTokens,
  useRefreshToken,
} from './refresh-token-queries.ts';
import { hashToken, openSuccessor, sealSuccessor } from '../../crypto/one-time-tokens.ts';
import { addRefreshToken, sessionPayload, inactive, type Session } from './session.ts';

/**
 * The time after its use in which a refresh token returns the same successor again, for a client that lost the
 * response.
 */
const GRACE_SECONDS = 10;

/**
 * Exchanges a refresh token. Within the grace period of its use a token returns the same successor again.
 *
 * Security: a stolen token could be used beside the owner's. A token that is reused after the grace period ends the
 * session.
 */
export async function refreshSession(
  context: Context,
  { refreshToken }: z.output<typeof refreshSessionInput>,
) {
  const outcome = await transact(context, (db) => rotate(context, db, refreshToken));
  if (outcome instanceof UserErrors) throw outcome;
  return sessionPayload(context, outcome);
}

/** Returns an error instead of throwing it, so that a revocation is committed. */
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
  // `switchOrganization` used the token, but the client may not have received the new one. One of the two stays valid.
  if (current.used) await useAllRefreshTokens(db, id);
  const successor = await addRefreshToken(context, db, id);
  await useRefreshToken(db, hash, sealSuccessor(successor, token));
  await insertAccountEvent(db, { userId, sessionId: id, action: 'session.refreshed' }, context.request);
  return { id, userId, organizationId, refreshToken: successor };
}
