import { renderMail } from '../../mail/render-mail.ts';
import type { AccountJobContext } from '../../jobs/define-job.ts';
import { hashToken, newToken } from '../../crypto/one-time-tokens.ts';
import {
  findPendingEmailChangeById,
  findUndoableEmailChangeById,
  renewUndo,
  setConfirmHash,
} from './email-change-queries.ts';
import { mailHolder } from './mails.ts';
import { findAccount } from './queries.ts';
import { isProven } from './proven-address-queries.ts';

/**
 * Mails the link to the new address. An address that an account has proven gets no mail: the link could only fail with
 * TAKEN. Security: otherwise strangers could send useless mails to the holders of accounts.
 */
export async function sendEmailChangeMail(
  { systemDb: db, mailer, pagesUrl }: AccountJobContext,
  { changeId }: { changeId: string },
): Promise<void> {
  const change = await findPendingEmailChangeById(db, changeId);
  const account = change && (await findAccount(db, change.userId));
  if (!change || account?.status !== 'ACTIVE' || (await isProven(db, change.newEmail))) return;
  const reservation = await mailer.reserve(change.newEmail, 'VERIFICATION');
  if (!reservation) return;
  const token = newToken();
  await setConfirmHash(db, changeId, hashToken(token));
  await reservation.send({
    subject: 'Confirm your new e-mail address',
    ...renderMail([
      'Hello,',
      'Please confirm that your account is to have this address:',
      { link: `${pagesUrl}/confirm-email-change?token=${token}`, label: 'Confirm the new address' },
      'The link works once, within 24 hours, with a session of the account or its password. If you did not ask for it, ignore this mail.',
    ]),
  });
}

/** Notifies the current address of the request. */
export const sendEmailChangeNoticeMail = (
  context: AccountJobContext,
  { userId, newEmail }: { userId: string; newEmail: string },
): Promise<void> =>
  mailHolder(context, userId, 'SECURITY', ({ fullName }) => ({
    subject: 'A new e-mail address was requested',
    parts: [
      `Hello ${fullName},`,
      `Somebody with your password asked to change the address of your account to ${newEmail}. It changes when that address is confirmed.`,
      'If that was not you, set a new password at once: the request ends with it.',
    ],
  }));

/** Notifies the new address. */
export const sendEmailChangedMail = (
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> =>
  mailHolder(context, userId, 'SECURITY', ({ fullName }) => ({
    subject: 'Your e-mail address was changed',
    parts: [
      `Hello ${fullName},`,
      'Your account now has this address. Sign in with it from now on. Sessions on other devices have ended.',
    ],
  }));

/** Mails the link that undoes the change to the previous, proven address. */
export async function sendEmailUndoMail(
  { systemDb: db, mailer, pagesUrl }: AccountJobContext,
  { changeId }: { changeId: string },
): Promise<void> {
  const change = await findUndoableEmailChangeById(db, changeId);
  const reservation = change && (await mailer.reserve(change.oldEmail, 'ADDRESS_CHANGE'));
  if (!reservation) return;
  const token = newToken();
  await renewUndo(db, changeId, hashToken(token));
  await reservation.send({
    subject: 'The e-mail address of your account was changed',
    ...renderMail([
      `Hello ${change.fullName},`,
      'Your account has another address now. If that was not you, undo it here, with a new password:',
      { link: `${pagesUrl}/undo-email-change?token=${token}`, label: 'Undo the change' },
      'The link works for three days, whatever is changed in the account meanwhile. If you changed the address yourself, ignore this mail.',
    ]),
  });
}

export const sendEmailChangeUndoneMail = (
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> =>
  mailHolder(context, userId, 'SECURITY', ({ fullName }) => ({
    subject: 'The change of your e-mail address was undone',
    parts: [
      `Hello ${fullName},`,
      'Your account has this address again, and a new password. All sessions have ended, and so have API keys that were made since the change. Check your second factor, your profile and your organizations.',
    ],
  }));
