import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { systemDb, transact } from '../../database/system.ts';
import { addAccountJob, enqueueAccountJob } from '../../jobs/enqueue.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { revokeSessions } from '../session/queries.ts';
import { withConfirmedPassword } from './with-confirmed-password.ts';
import type { changePasswordInput, requestPasswordResetInput } from './input.ts';
import { passwordChangedMailJob, passwordResetMailJob, verificationMailJob } from './jobs.ts';
import { refuseOwnName } from './password-policy.ts';
import { findAccount, updatePassword } from './queries.ts';
import { signInTags } from './sign-in-tag.ts';

/** Changes the password and ends every other session. */
export async function changePassword(
  context: Context,
  { currentPassword, newPassword }: z.output<ReturnType<typeof changePasswordInput>>,
) {
  const { services, request, viewer, sessionId } = context;
  let passwordHash = '';
  const prepare = async () => {
    refuseOwnName(newPassword, viewer);
    passwordHash = await services.passwords.hash(newPassword);
  };
  const confirmation = { password: currentPassword, field: 'currentPassword', prepare };
  await withConfirmedPassword(context, confirmation, async (db, { email }) => {
    const [tag] = signInTags(services.secrets, email, newPassword);
    await updatePassword(db, viewer.id, passwordHash, tag);
    await revokeSessions(db, viewer.id, { except: sessionId });
    await insertAccountEvent(
      db,
      { userId: viewer.id, sessionId, action: 'account.password_changed' },
      request,
    );
    await enqueueAccountJob(db, passwordChangedMailJob, { userId: viewer.id });
  });
  return { user: viewer };
}

export async function requestEmailVerification(context: Context) {
  const { request, viewer, sessionId } = context;
  await transact(context, async (db) => {
    const account = await findAccount(db, viewer.id);
    if (account?.emailVerifiedAt) return;
    await enqueueAccountJob(db, verificationMailJob, { userId: viewer.id });
    await insertAccountEvent(
      db,
      { userId: viewer.id, sessionId, action: 'account.email_verification_requested' },
      request,
    );
  });
  return {};
}

/**
 * Security: the response or its time could reveal whether an address has an account. The same statement runs whether or
 * not the account exists.
 */
export async function requestPasswordReset(
  context: Context,
  { email }: z.output<typeof requestPasswordResetInput>,
) {
  const { ipAddress, userAgent, requestId } = context.request;
  await sql`
    with account as (
      select id from users where email = ${email} and app.effective_status(status, status_until) = 'ACTIVE'
    ), event as (
      insert into account_events (user_id, action, ip_address, user_agent, request_id)
      select id, 'account.password_reset_requested', ${ipAddress}, ${userAgent ?? null}, ${requestId} from account
    )
    select ${addAccountJob(passwordResetMailJob, sql`json_build_object('userId', id)`)} from account`.execute(
    systemDb(context),
  );
  return {};
}
