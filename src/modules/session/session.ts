import type { Context } from '../../context.ts';
import type { SystemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { insertAccountEvent } from '../account/events.ts';
import { rememberNetwork } from '../account/networks.ts';
import { insertSession } from './queries.ts';
import { insertRefreshToken } from './refresh-tokens.ts';
import { newRefreshToken } from './tokens.ts';

/** A session that may act now, and the refresh token that continues it. */
export interface Session {
  id: string;
  userId: string;
  organizationId: string | undefined;
  refreshToken: string;
}

/** Starts a session in an organization, or in none, with its first refresh token. */
export async function startSession(
  context: Context,
  db: SystemDb,
  userId: string,
  organizationId?: string,
): Promise<Session> {
  const { request } = context;
  const id = await insertSession(db, { userId, organizationId, expiresAt: refreshExpiry(context) }, request);
  await insertAccountEvent(db, { userId, sessionId: id, action: 'session.started' }, request);
  await rememberNetwork(db, userId, request.ipAddress);
  return { id, userId, organizationId, refreshToken: await addRefreshToken(context, db, id) };
}

/** Gives a session its next refresh token, and a new lease. */
export async function addRefreshToken(context: Context, db: SystemDb, sessionId: string): Promise<string> {
  const token = newRefreshToken();
  await insertRefreshToken(db, sessionId, token, refreshExpiry(context));
  return token;
}

const refreshExpiry = ({ services }: Context) =>
  new Date(Date.now() + services.config.tokens.refreshTokenTtl * 1000).toISOString();

export const inactive = (status: string) =>
  userError('ACCOUNT_INACTIVE', `The account is ${status.toLowerCase()}.`);

/** The payload of whatever starts or continues a session; the rest of the operation acts as that session. */
export async function answer(context: Context, { id, userId, organizationId, refreshToken }: Session) {
  const { token, expiresAt } = await context.services.tokens.sign(userId, id, organizationId);
  await context.actAs({ id, userId, organizationId });
  return {
    accessToken: token,
    accessTokenExpiresAt: expiresAt,
    refreshToken,
    user: context.viewer,
    organization: organizationId ? await context.loaders.organizationById.load(organizationId) : null,
  };
}
