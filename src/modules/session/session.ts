import type { Context } from '../../core/context.ts';
import type { SystemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { insertSession } from './queries.ts';
import { insertRefreshToken } from './refresh-token-queries.ts';
import { newRefreshToken } from '../../crypto/one-time-tokens.ts';
import { organizationById } from '../organization/loaders.ts';

/** An active session and the refresh token that continues it. */
export interface Session {
  id: string;
  userId: string;
  organizationId: string | undefined;
  refreshToken: string;
}

/**
 * Starts a session in an organization, or in none, with its first refresh token.
 * Security: failed sign-ins of strangers could lock the user out. Call `rememberNetwork` (account/network-queries.ts) in the same
 * transaction, so that the user's own network is known.
 */
export async function startSession(
  context: Context,
  db: SystemDb,
  userId: string,
  organizationId?: string,
): Promise<Session> {
  const { request } = context;
  const id = await insertSession(db, { userId, organizationId, expiresAt: refreshExpiry(context) }, request);
  await insertAccountEvent(db, { userId, sessionId: id, action: 'session.started' }, request);
  return { id, userId, organizationId, refreshToken: await addRefreshToken(context, db, id) };
}

/** Adds the next refresh token to a session and extends the session. */
export async function addRefreshToken(context: Context, db: SystemDb, sessionId: string): Promise<string> {
  const token = newRefreshToken();
  await insertRefreshToken(db, sessionId, token, refreshExpiry(context));
  return token;
}

const refreshExpiry = ({ services }: Context) =>
  new Date(Date.now() + services.config.tokens.refreshTokenTtl * 1000).toISOString();

export const inactive = (status: string) =>
  userError('ACCOUNT_INACTIVE', `The account is ${status.toLowerCase()}.`);

/**
 * Returns the payload of a mutation that starts or continues a session. The rest of the operation acts as that session.
 */
export async function sessionPayload(
  context: Context,
  { id, userId, organizationId, refreshToken }: Session,
) {
  const { token, expiresAt } = await context.services.tokens.sign(userId, id, organizationId);
  await context.switchSession({ id, userId, organizationId });
  return {
    accessToken: token,
    accessTokenExpiresAt: expiresAt,
    refreshToken,
    user: context.viewer,
    organization: organizationId ? await context.load(organizationById, organizationId) : null,
  };
}
