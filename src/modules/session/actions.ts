import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import { UserErrors, userError } from '../../errors.ts';
import { isStorable } from '../../graphql/input.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { requireGoodPassword } from '../account/password-policy.ts';
import { requireSecondFactor } from '../account/second-factor.ts';
import { chargeSignIn, forgiveSignIn, signInKeys, unchargeSignIn } from '../account/sign-in-limit.ts';
import { createOrganization } from '../organization/actions.ts';
import type {
  loginInput,
  refreshSessionInput,
  registerInput,
  revokeSessionInput,
  switchOrganizationInput,
} from './input.ts';
import {
  findAccountByEmail,
  findRefreshToken,
  findSelectableOrganizations,
  insertAccountEvent,
  insertRefusedSignIn,
  insertRefreshToken,
  insertSession,
  insertUser,
  lockSession,
  lockSessionOfToken,
  revokeSession,
  revokeSessions,
  selectSessionOrganization,
  useAllRefreshTokens,
  useRefreshToken,
} from './queries.ts';
import { hashToken, newRefreshToken, openSuccessor, sealSuccessor } from './tokens.ts';

/** How long after its use a refresh token still answers the same successor, for a client that lost the answer. */
const GRACE_SECONDS = 10;

/** A session that may act now, and the refresh token that continues it. */
interface Session {
  id: string;
  userId: string;
  organizationId: string | undefined;
  refreshToken: string;
}

/** Makes user, organization, ownership and session, all or nothing. */
export async function register(context: Context, input: z.output<typeof registerInput>) {
  const { services, request } = context;
  if (!services.config.registration) {
    throw userError('REGISTRATION_DISABLED', 'New accounts are not accepted at present.');
  }
  requireGoodPassword(input.password, input, 'password');
  const passwordHash = await services.passwords.hash(input.password);
  const session = await transact(context, async (db) => {
    const userId = await insertUser(db, { ...input, passwordHash });
    await sql`select set_config('app.user_id', ${userId}, true)`.execute(db);
    const organizationId = await createOrganization(
      db,
      {
        name: input.organizationName ?? `${[...input.fullName].slice(0, 85).join('')}'s organization`,
        slug: input.organizationSlug,
      },
      request,
      'organizationSlug',
    );
    await insertAccountEvent(db, { userId, action: 'account.registered' }, request);
    await enqueueAccountJob(db, 'send-verification-mail', { userId });
    return startSession(context, db, userId, organizationId);
  });
  return answer(context, session);
}

/** Signs in. A wrong password and an unknown address take the same time and answer the same. */
export async function login(context: Context, input: z.output<typeof loginInput>) {
  const { services, request } = context;
  const db = systemDb(services);
  const keys = signInKeys(input.email, request.ipAddress);
  await chargeSignIn(db, keys);
  const account = isStorable(input.email) ? await findAccountByEmail(db, input.email) : undefined;
  const matches = await services.passwords.verify(input.password, account?.passwordHash);
  if (!account || !matches) {
    await insertRefusedSignIn(db, input.email, request);
    throw userError('INVALID_CREDENTIALS', 'The e-mail address or the password is wrong.');
  }
  if (account.totpEnabledAt && !input.totpCode?.trim()) {
    await unchargeSignIn(db, keys);
    throw userError('TOTP_REQUIRED', 'The account asks for a code of its authenticator app.', 'totpCode');
  }
  await requireSecondFactor(db, account, input.totpCode);
  await forgiveSignIn(db, keys);
  requireActive(account);
  const organizations = await findSelectableOrganizations(db, account.id);
  const wanted = input.organizationId;
  if (wanted && !organizations.includes(wanted)) {
    throw userError('NOT_FOUND', 'No such organization.', 'organizationId');
  }
  const session = await transact(context, (tx) =>
    startSession(context, tx, account.id, wanted ?? organizations[0]),
  );
  return answer(context, session);
}

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

/** Ends the present session; its tokens fail from the next request on. */
export async function logout(context: Context) {
  const { request, sessionId, viewer } = context;
  await transact(context, async (db) => {
    await revokeSession(db, sessionId);
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'session.ended' }, request);
  });
}

/** Selects another organization for the session, whose refresh tokens so far count as used. */
export async function switchOrganization(
  context: Context,
  { organizationId }: z.output<typeof switchOrganizationInput>,
) {
  const { sessionId: id, viewer } = context;
  const refreshToken = await transact(context, async (db) => {
    const selectable = await findSelectableOrganizations(db, viewer.id);
    if (!selectable.includes(organizationId)) {
      throw userError('NOT_FOUND', 'No such organization.', 'organizationId');
    }
    await lockSession(db, id);
    await selectSessionOrganization(db, id, organizationId);
    await insertAccountEvent(
      db,
      {
        userId: viewer.id,
        sessionId: id,
        action: 'session.organization_switched',
        details: { organizationId },
      },
      context.request,
    );
    await useAllRefreshTokens(db, id);
    return addRefreshToken(context, db, id);
  });
  return answer(context, { id, userId: viewer.id, organizationId, refreshToken });
}

async function startSession(
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

async function addRefreshToken(context: Context, db: SystemDb, sessionId: string): Promise<string> {
  const token = newRefreshToken();
  await insertRefreshToken(db, sessionId, token, refreshExpiry(context));
  return token;
}

const refreshExpiry = ({ services }: Context) =>
  new Date(Date.now() + services.config.tokens.refreshTokenTtl * 1000).toISOString();

const inactive = (status: string) => userError('ACCOUNT_INACTIVE', `The account is ${status.toLowerCase()}.`);

function requireActive({ status }: { status: string }): void {
  if (status !== 'ACTIVE') throw inactive(status);
}

/** Ends one of the viewer's own sessions. */
export async function endSession(
  context: Context,
  { id }: z.output<typeof revokeSessionInput>,
): Promise<void> {
  const { request, viewer } = context;
  await transact(context, async (db) => {
    const [ended] = await revokeSessions(db, viewer.id, { only: id });
    if (!ended) throw userError('NOT_FOUND', 'No such session.', 'id');
    await insertAccountEvent(db, { userId: viewer.id, sessionId: id, action: 'session.revoked' }, request);
  });
}

/** Ends all of the viewer's sessions but the present one. Answers how many. */
export async function endOtherSessions(context: Context): Promise<number> {
  const { request, viewer, sessionId } = context;
  return transact(context, async (db) => {
    const ended = await revokeSessions(db, viewer.id, { except: sessionId });
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'session.others_revoked' }, request);
    return ended.length;
  });
}

/** The payload of whatever starts or continues a session; the rest of the operation acts as that session. */
async function answer(context: Context, { id, userId, organizationId, refreshToken }: Session) {
  const { token, expiresAt } = await context.services.tokens.sign(userId, id, organizationId);
  await context.actAs(id, organizationId);
  return {
    accessToken: token,
    accessTokenExpiresAt: expiresAt,
    refreshToken,
    user: context.viewer,
    organization: organizationId ? await context.loaders.organizationById.load(organizationId) : null,
  };
}
