import { renderMail } from '../../mail/render-mail.ts';
import type { MailKind } from '../../mail/mail-kinds.ts';
import type { AccountJobContext } from '../../jobs/define-job.ts';
import { hashToken, newToken } from '../../crypto/one-time-tokens.ts';
import { insertAccountToken, type TokenPurpose } from './mailed-token-queries.ts';
import { findAccount } from './queries.ts';
import type { UserAccountRow } from './rows.ts';
import { isReserved } from './proven-address-queries.ts';

/**
 * Mails a link with a one-time token. The token is created only when the mail is sent and is stored only as a hash.
 * These mails prove an address, so they are the account's only mails to unproven addresses.
 */
async function sendTokenMail(
  { systemDb: db, mailer, pagesUrl }: AccountJobContext,
  userId: string,
  mail: { purpose: TokenPurpose; kind: MailKind; hours: number; path: string; subject: string; text: string },
): Promise<void> {
  const account = await findAccount(db, userId);
  // Only the holder of the address may set a new password.
  if (mail.purpose === 'RESET_PASSWORD' && !account?.holdsEmail) return;
  const reservation =
    account?.status === 'ACTIVE' ? await mailer.reserve(account.email, mail.kind) : undefined;
  if (!account || !reservation) return;
  const token = newToken();
  const expiresAt = new Date(Date.now() + mail.hours * 3_600_000).toISOString();
  await insertAccountToken(db, { hash: hashToken(token), userId, purpose: mail.purpose, expiresAt });
  await reservation.send({
    subject: mail.subject,
    ...renderMail([
      `Hello ${account.fullName},`,
      mail.text,
      { link: `${pagesUrl}${mail.path}?token=${token}`, label: mail.subject },
      `The link works once, within ${mail.hours === 1 ? 'one hour' : `${mail.hours} hours`}. If you did not ask for it, ignore this mail.`,
    ]),
  });
}

export async function sendVerificationMail(
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> {
  const account = await findAccount(context.systemDb, userId);
  if (!account || account.emailVerifiedAt) return;
  if (!account.holdsEmail && (await isReserved(context.systemDb, account.email)))
    return sendAccountExistsMail(context, account);
  await sendTokenMail(context, userId, {
    purpose: 'VERIFY_EMAIL',
    kind: 'VERIFICATION',
    hours: 24,
    path: '/verify-email',
    subject: 'Verify your e-mail address',
    text: 'Please verify that this is your address:',
  });
}

/**
 * Replaces the link when another account has proven the address. The mail counts towards the limit of links and
 * contains nothing that the person who registered chose.
 */
async function sendAccountExistsMail(
  { mailer, appUrl }: AccountJobContext,
  { email, status }: UserAccountRow,
): Promise<void> {
  if (status !== 'ACTIVE') return;
  await mailer.send({
    to: email,
    kind: 'VERIFICATION',
    subject: 'You have an account already',
    ...renderMail([
      'Hello,',
      'Somebody registered with this e-mail address. It belongs to an account already, and nothing was changed in that.',
      'If it was you, sign in, or set a new password. If you changed the address of your account in the last days, sign in with the new one.',
      { link: appUrl, label: 'Open the application' },
      'If it was not you, ignore this mail.',
    ]),
  });
}

export function sendPasswordResetMail(
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> {
  return sendTokenMail(context, userId, {
    purpose: 'RESET_PASSWORD',
    kind: 'PASSWORD_RESET',
    hours: 1,
    path: '/reset-password',
    subject: 'Set a new password',
    text: 'Choose a new password here:',
  });
}

/**
 * Sends the account's holder a mail about the account.
 *
 * Security: somebody could register another person's address to have mails sent to them. An unproven address gets none.
 */
export async function mailHolder(
  { systemDb, mailer }: AccountJobContext,
  userId: string,
  kind: MailKind,
  write: (
    account: UserAccountRow,
  ) => { subject: string; parts: Parameters<typeof renderMail>[0] } | undefined,
): Promise<void> {
  const account = await findAccount(systemDb, userId);
  const mail = account?.emailVerifiedAt ? write(account) : undefined;
  if (account && mail)
    await mailer.send({ kind, to: account.email, subject: mail.subject, ...renderMail(mail.parts) });
}

/** Contains no name: the person who registered the account chose it. */
export function sendAccountReclaimedMail(
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> {
  return mailHolder(context, userId, 'SECURITY', () => ({
    subject: 'The account with your address is now yours',
    parts: [
      'Hello,',
      'You set a new password with a link from a mail, which proved that this address is yours. The person who had created the account never proved that.',
      'Everything of that person was ended: sessions, the second factor and its recovery codes, API keys, links in earlier mails, and memberships. Organizations without another owner were archived. Check the name and the picture in your profile.',
      'If you had created the account yourself, ask your organizations for a new invitation.',
    ],
  }));
}

export function sendPasswordChangedMail(
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> {
  return mailHolder(context, userId, 'SECURITY', ({ fullName }) => ({
    subject: 'Your password was changed',
    parts: [
      `Hello ${fullName},`,
      'The password of your account was changed. If that was not you, set a new one at once.',
    ],
  }));
}

export function sendSecondFactorMail(
  context: AccountJobContext,
  { userId, enabled }: { userId: string; enabled: boolean },
): Promise<void> {
  const state = enabled ? 'on' : 'off';
  return mailHolder(context, userId, 'SECURITY', ({ fullName }) => ({
    subject: `The second factor was turned ${state}`,
    parts: [
      `Hello ${fullName},`,
      `The second factor of your account, an authenticator app, was turned ${state}. If that was not you, set a new password at once.`,
    ],
  }));
}

export function sendRecoveryCodesMail(
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> {
  return mailHolder(context, userId, 'SECURITY', ({ fullName }) => ({
    subject: 'Your recovery codes were replaced',
    parts: [
      `Hello ${fullName},`,
      'The recovery codes of your account were replaced with new ones. If that was not you, set a new password at once.',
    ],
  }));
}

export function sendAccountExportedMail(
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> {
  return mailHolder(context, userId, 'SECURITY', ({ fullName }) => ({
    subject: 'The data of your account was exported',
    parts: [
      `Hello ${fullName},`,
      'Somebody who knows your password exported the data of your account. If that was not you, set a new password at once.',
    ],
  }));
}

export function sendSignInPausedMail(
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> {
  return mailHolder(context, userId, 'WARNING', ({ fullName, status }) =>
    status === 'ACTIVE'
      ? {
          subject: 'Failed attempts to sign in to your account',
          parts: [
            `Hello ${fullName},`,
            'Somebody tried a hundred wrong passwords or codes for your account within a day, from networks that you never signed in from.',
            'Until the day is over, nobody can sign in to your account from a new network. Networks that you signed in from before, and your open sessions, work as ever. To sign in from a new one, set a new password:',
            { link: context.appUrl, label: 'Open the application' },
          ],
        }
      : undefined,
  );
}
