import { letter } from '../../letter.ts';
import type { MailKind } from '../../mail-allowance.ts';
import type { AccountJobContext } from '../job/jobs.ts';
import { hashToken, newToken } from '../session/tokens.ts';
import { isKept } from './address-claims.ts';
import { type AccountRow, findAccount, insertAccountToken, type TokenPurpose } from './queries.ts';

/**
 * The token is made when the mail is sent: until then it stands nowhere, afterwards only its hash does. Such mails prove
 * an address, and so are the only ones of an account that go to an address which was not proven.
 */
async function sendTokenMail(
  { systemDb: db, mailer, pagesUrl }: AccountJobContext,
  userId: string,
  mail: { purpose: TokenPurpose; kind: MailKind; hours: number; path: string; subject: string; text: string },
): Promise<void> {
  const account = await findAccount(db, userId);
  // A link to a new password is for who holds the address.
  if (mail.purpose === 'RESET_PASSWORD' && !account?.holdsEmail) return;
  const reservation =
    account?.status === 'ACTIVE' ? await mailer.reserve(account.email, mail.kind) : undefined;
  if (!account || !reservation) return;
  const token = newToken();
  const expiresAt = new Date(Date.now() + mail.hours * 3_600_000).toISOString();
  await insertAccountToken(db, { hash: hashToken(token), userId, purpose: mail.purpose, expiresAt });
  await reservation.send({
    subject: mail.subject,
    ...letter([
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
  if (!account.holdsEmail && (await isKept(context.systemDb, account.email)))
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
 * In the place of a link, when another account has proven the address. It counts with the links, and nothing in it was
 * chosen by whoever registered.
 */
async function sendAccountExistsMail(
  { mailer, appUrl }: AccountJobContext,
  { email, status }: AccountRow,
): Promise<void> {
  if (status !== 'ACTIVE') return;
  await mailer.send({
    to: email,
    kind: 'VERIFICATION',
    subject: 'You have an account already',
    ...letter([
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
 * Mails the account's holder about the account.
 * Security: whoever registers somebody else's address could send a stranger such mails. An address that was not proven gets
 * none.
 */
export async function mailHolder(
  { systemDb, mailer }: AccountJobContext,
  userId: string,
  kind: MailKind,
  write: (account: AccountRow) => { subject: string; parts: Parameters<typeof letter>[0] } | undefined,
): Promise<void> {
  const account = await findAccount(systemDb, userId);
  const mail = account?.emailVerifiedAt ? write(account) : undefined;
  if (account && mail)
    await mailer.send({ kind, to: account.email, subject: mail.subject, ...letter(mail.parts) });
}

/** Names nobody: whoever made the account chose the name in it. */
export function sendAccountReclaimedMail(
  context: AccountJobContext,
  { userId }: { userId: string },
): Promise<void> {
  return mailHolder(context, userId, 'SECURITY', () => ({
    subject: 'The account with your address is now yours',
    parts: [
      'Hello,',
      'You set a new password by a link in a mail, and so proved that this address is yours. Whoever had made the account with it never did that.',
      'All that they had has ended: sessions, the second factor and its recovery codes, API keys, links in earlier mails, and memberships. Organizations that had no other owner are archived. Check the name and the picture in your profile.',
      'If it was you who made the account, ask the organizations that you belonged to for a new invitation.',
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
