import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { systemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { mostAttempts } from '../job/attempts.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { insertAccountEvent } from './events.ts';
import { revokeSessions } from '../session/queries.ts';
import { hashToken } from '../session/tokens.ts';
import { withConfirmedPassword } from './confirm-password.ts';
import type {
  changePasswordInput,
  requestPasswordResetInput,
  resetPasswordInput,
  verifyEmailInput,
} from './input.ts';
import { rememberNetwork } from './networks.ts';
import { requireGoodPassword } from './password-policy.ts';
import { findAccount, lockAccount, takeAccountToken, updatePassword, verifyAddress } from './queries.ts';
import { signInKeys, uncharge } from './sign-in-limit.ts';

/** Changes the password and ends every other session. */
export async function changePassword(
  context: Context,
  { currentPassword, newPassword }: z.output<typeof changePasswordInput>,
) {
  const { services, request, viewer, sessionId } = context;
  let passwordHash = '';
  const prepare = async () => {
    requireGoodPassword(newPassword, viewer, 'newPassword');
    passwordHash = await services.passwords.hash(newPassword);
  };
  const confirmation = { password: currentPassword, field: 'currentPassword', prepare };
  await withConfirmedPassword(context, confirmation, async (db) => {
    await updatePassword(db, viewer.id, passwordHash);
    await revokeSessions(db, viewer.id, { except: sessionId });
    await insertAccountEvent(
      db,
      { userId: viewer.id, sessionId, action: 'account.password_changed' },
      request,
    );
    await enqueueAccountJob(db, 'send-password-changed-mail', { userId: viewer.id });
  });
  return { user: viewer };
}

export async function requestEmailVerification(context: Context) {
  const { request, viewer, sessionId } = context;
  await transact(context, async (db) => {
    const account = await findAccount(db, viewer.id);
    if (account?.emailVerifiedAt) return;
    await enqueueAccountJob(db, 'send-verification-mail', { userId: viewer.id });
    await insertAccountEvent(
      db,
      { userId: viewer.id, sessionId, action: 'account.email_verification_requested' },
      request,
    );
  });
  return {};
}

export async function verifyEmail(context: Context, { token }: z.output<typeof verifyEmailInput>) {
  const { request } = context;
  await transact(context, async (db) => {
    const userId = requireToken(await takeAccountToken(db, hashToken(token), 'VERIFY_EMAIL'));
    await verifyAddress(db, userId);
    await insertAccountEvent(db, { userId, action: 'account.email_verified' }, request);
  });
  return {};
}

/** Sends the same statement whether or not the account exists: neither the answer nor its time tells. */
export async function requestPasswordReset(
  { services, request }: Context,
  { email }: z.output<typeof requestPasswordResetInput>,
) {
  const { ipAddress, userAgent, requestId } = request;
  await sql`
    with account as (
      select id from users where email = ${email} and app.effective_status(status, status_until) = 'ACTIVE'
    ), event as (
      insert into account_events (user_id, action, ip_address, user_agent, request_id)
      select id, 'account.password_reset_requested', ${ipAddress}, ${userAgent ?? null}, ${requestId} from account
    )
    select graphile_worker.add_job('send-password-reset-mail', json_build_object('userId', id),
      max_attempts => ${mostAttempts('send-password-reset-mail')}) from account`.execute(systemDb(services));
  return {};
}

/** Sets a new password and ends every session. The link also proves the address. */
export async function resetPassword(
  context: Context,
  { token, newPassword }: z.output<typeof resetPasswordInput>,
) {
  const { request } = context;
  const passwordHash = await context.passwords.hash(newPassword);
  await transact(context, async (db) => {
    const userId = requireToken(await takeAccountToken(db, hashToken(token), 'RESET_PASSWORD'));
    const account = await lockAccount(db, userId);
    if (account.status !== 'ACTIVE') throw userError('ACCOUNT_INACTIVE', 'The account is not active.');
    // A refusal takes the token's use back with it.
    requireGoodPassword(newPassword, account, 'newPassword');
    await updatePassword(db, userId, passwordHash);
    await verifyAddress(db, userId);
    await revokeSessions(db, userId);
    await rememberNetwork(db, userId, request.ipAddress);
    await uncharge(db, [], signInKeys(account.email, request.ipAddress).pair);
    await insertAccountEvent(db, { userId, action: 'account.password_reset' }, request);
    await enqueueAccountJob(db, 'send-password-changed-mail', { userId });
  });
  return {};
}

function requireToken(token: { userId: string; expired: boolean } | undefined): string {
  if (!token)
    throw userError('INVALID_TOKEN', 'The token is unknown, was used before, or is out of date.', 'token');
  if (token.expired) throw userError('EXPIRED', 'The token has expired: ask for a new mail.', 'token');
  return token.userId;
}
