import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { systemDb, transact } from '../../database/system.ts';
import { rateLimited, userError } from '../../errors.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { hashToken } from '../session/tokens.ts';
import { withConfirmedPassword } from './confirm-password.ts';
import { isTaken, lockForProof, takeFromRival } from './address-claims.ts';
import {
  applyEmailChange,
  countRecentEmailChanges,
  findPendingEmailChange,
  insertEmailChange,
} from './email-change-queries.ts';
import { insertAccountEvent } from './events.ts';
import { confirmHolder, isHolders } from './holder.ts';
import type { changeEmailInput, confirmEmailChangeInput } from './input.ts';
import { requireSecondFactor } from './second-factor.ts';

const MAX_CHANGES_AN_HOUR = 5;

/**
 * Requests a change of the address. Nothing changes until it is confirmed.
 * Security: the response and its time would tell whether an address has an account. Nothing here looks the new address
 * up; the job that mails it does, and mails nothing to an address that an account has proven.
 */
export async function changeEmail(
  context: Context,
  { newEmail, password, code }: z.output<typeof changeEmailInput>,
) {
  const { services, request, viewer, sessionId } = context;
  await withConfirmedPassword(context, { password }, async (db, account) => {
    if (account.totpEnabledAt && !code)
      throw userError('TOTP_REQUIRED', 'The account asks for a code of its authenticator app.', 'code');
    await requireSecondFactor(db, services.secrets, account, code, 'code');
    if (account.email === newEmail) throw userError('INVALID', 'This is your address already.', 'newEmail');
    if ((await countRecentEmailChanges(db, viewer.id)) >= MAX_CHANGES_AN_HOUR)
      throw rateLimited(3600, 'The account asked for too many changes of its address.');
    const change = { userId: viewer.id, sessionId, oldEmail: account.email, newEmail };
    const changeId = await insertEmailChange(db, change);
    await insertAccountEvent(
      db,
      { userId: viewer.id, sessionId, action: 'account.email_change_requested', details: { newEmail } },
      request,
    );
    await enqueueAccountJob(db, 'send-email-change-mail', { changeId });
    await enqueueAccountJob(db, 'send-email-change-notice-mail', { userId: viewer.id, newEmail });
  });
  return {};
}

/**
 * Gives the account the address that its link was mailed to. Every session but the one that requested the change ends.
 *
 * Security: a mistyped address belongs to a stranger, who would take the account over with the link. So the link needs a
 * live session of the account or its password, too. An account that held the new address and never proved it loses it.
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
      // Behind the lock: another change may have come first.
      const change = await findPendingEmailChange(db, hash);
      if (!proof || !change) throw unknownToken();
      const { account } = proof;
      if (change.expired)
        throw userError('EXPIRED', 'The link has expired: request the change again.', 'token');
      if (account.status !== 'ACTIVE') throw userError('ACCOUNT_INACTIVE', 'The account is not active.');
      const own = await isHolders(context, db, account, confirmedHash);
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
      await enqueueAccountJob(db, 'send-email-changed-mail', { userId });
      if (undoable) await enqueueAccountJob(db, 'send-email-undo-mail', { changeId: id });
    });
  } catch (error) {
    if (isTaken(error)) throw userError('TAKEN', 'The address has an account by now.', 'token');
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
  userError('INVALID_TOKEN', 'The link is unknown, was used before, or is out of date.', 'token');
