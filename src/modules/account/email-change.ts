import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { systemDb, transact } from '../../database/system.ts';
import { rateLimited, userError } from '../../errors.ts';
import { enqueueAccountJob } from '../../jobs/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import { withConfirmedPassword } from './with-confirmed-password.ts';
import { isTaken, lockForProof, takeFromRival } from './address-claims.ts';
import {
  applyEmailChange,
  countRecentEmailChanges,
  findPendingEmailChange,
  insertEmailChange,
} from './email-change-queries.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { confirmHolder, isAccountHolder } from './account-holder.ts';
import type { changeEmailInput, confirmEmailChangeInput } from './input.ts';
import {
  emailChangeMailJob,
  emailChangeNoticeMailJob,
  emailChangedMailJob,
  emailUndoMailJob,
} from './jobs.ts';
import { requireSecondFactor } from './second-factor.ts';

const MAX_CHANGES_AN_HOUR = 5;

/**
 * Requests a change of the address. Nothing changes until the change is confirmed.
 *
 * Security: the response or its time could reveal whether an address has an account. Nothing here looks the new address
 * up. The job that sends the mail does, and sends none to an address that an account has proven.
 */
export async function changeEmail(
  context: Context,
  { newEmail, password, code }: z.output<typeof changeEmailInput>,
) {
  const { services, request, viewer, sessionId } = context;
  await withConfirmedPassword(context, { password }, async (db, account) => {
    if (account.totpEnabledAt && !code)
      throw userError('TOTP_REQUIRED', 'This account requires a code of its authenticator app.', 'code');
    await requireSecondFactor(db, services.secrets, account, code, 'code');
    if (account.email === newEmail) throw userError('INVALID', 'This is already your address.', 'newEmail');
    if ((await countRecentEmailChanges(db, viewer.id)) >= MAX_CHANGES_AN_HOUR)
      throw rateLimited(3600, 'Too many changes of the address were requested.');
    const change = { userId: viewer.id, sessionId, oldEmail: account.email, newEmail };
    const changeId = await insertEmailChange(db, change);
    await insertAccountEvent(
      db,
      { userId: viewer.id, sessionId, action: 'account.email_change_requested', details: { newEmail } },
      request,
    );
    await enqueueAccountJob(db, emailChangeMailJob, { changeId });
    await enqueueAccountJob(db, emailChangeNoticeMailJob, { userId: viewer.id, newEmail });
  });
  return {};
}

/**
 * Sets the address that the link was mailed to. Ends every session except the one that requested the change.
 *
 * Security: a mistyped address belongs to a stranger, who could take over the account with the link. So the link also
 * needs a live session of the account or its password. An account that held the new address without a proof loses it.
 * @throws INVALID_TOKEN, EXPIRED, REQUIRED or INVALID_CREDENTIALS at `password`, TAKEN, ACCOUNT_INACTIVE
 */
export async function confirmEmailChange(
  context: Context,
  { token, password }: z.output<typeof confirmEmailChangeInput>,
) {
  const { request } = context;
  const hash = hashToken(token);
  const confirmedHash =
    password == null ? undefined : await context.aside(() => confirmRequester(context, hash, password));
  try {
    await transact(context, async (db) => {
      const found = await findPendingEmailChange(db, hash);
      const proof = found && (await lockForProof(db, found.userId, found.newEmail));
      // Read again after the lock: another change may have come first.
      const change = await findPendingEmailChange(db, hash);
      if (!proof || !change) throw unknownToken();
      const { account } = proof;
      if (change.expired)
        throw userError('EXPIRED', 'The link has expired. Request the change again.', 'token');
      if (account.status !== 'ACTIVE') throw userError('ACCOUNT_INACTIVE', 'The account is not active.');
      const own = await isAccountHolder(context, db, account, confirmedHash);
      if (!own && password != null)
        throw userError('INVALID_CREDENTIALS', 'The password is wrong.', 'password');
      if (!own) throw userError('REQUIRED', 'Sign in to the account, or send its password.', 'password');
      const { id, userId, oldEmail, newEmail, sessionId } = change;
      const undoable = account.emailVerifiedAt !== null;
      await takeFromRival(db, proof, request);
      await applyEmailChange(db, { id, userId, newEmail, undoable });
      await revokeSessions(db, userId, { except: sessionId });
      await insertAccountEvent(
        db,
        { userId, sessionId, action: 'account.email_changed', details: { oldEmail, newEmail } },
        request,
      );
      await enqueueAccountJob(db, emailChangedMailJob, { userId });
      if (undoable) await enqueueAccountJob(db, emailUndoMailJob, { changeId: id });
    });
  } catch (error) {
    if (isTaken(error)) throw userError('TAKEN', 'Another account has this address now.', 'token');
    throw error;
  }
  return {};
}

async function confirmRequester(context: Context, token: Buffer, password: string): Promise<string> {
  const change = await findPendingEmailChange(systemDb(context), token);
  const hash = await confirmHolder(context, change?.userId, password);
  if (hash === undefined) throw unknownToken();
  return hash;
}

export const unknownToken = () =>
  userError('INVALID_TOKEN', 'The link is invalid, was used before, or is outdated.', 'token');
