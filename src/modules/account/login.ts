import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { lockAccount } from './queries.ts';
import { rememberNetwork } from './network-queries.ts';
import { requireSecondFactor } from './second-factor.ts';
import { failAttempt, forgiveAttempt, releaseAttempt } from './sign-in-attempt.ts';
import { keepSignInTag, signInTags } from './sign-in-tag.ts';
import type { loginInput } from './input.ts';
import { findSelectableOrganizations } from '../session/queries.ts';
import { sessionPayload, inactive, type Session, startSession } from '../session/session.ts';
import { checkPassword } from './check-password.ts';
import { isWrongCredential } from './with-confirmed-password.ts';

/**
 * Signs in. Security: responses could reveal which addresses have accounts. A wrong password and an unknown address
 * take the same time and return the same error.
 */
export async function login(context: Context, input: z.output<typeof loginInput>) {
  const { request } = context;
  const db = systemDb(context);
  const { account, attempt } = await context.aside(() => checkPassword(context, input));
  let session: Session;
  try {
    session = await transact(context, (tx) => startSessionOf(context, tx, account, input));
  } catch (error) {
    if (isWrongCredential(error)) await failAttempt(db, attempt, input.email, request);
    else await releaseAttempt(db, attempt, account, input.email, request);
    throw error;
  }
  await forgiveAttempt(db, attempt, account, input.email, request);
  return sessionPayload(context, session);
}

/**
 * Uses the second factor and starts the session in one transaction, so that a rejected sign-in does not use up the
 * code. Locks the account and compares the password's hash again, so that the checked password is still the current
 * one.
 */
async function startSessionOf(
  context: Context,
  db: SystemDb,
  { id, passwordHash }: { id: string; passwordHash: string },
  { password, totpCode, organizationId }: z.output<typeof loginInput>,
): Promise<Session> {
  const account = await lockAccount(db, id);
  if (account.passwordHash !== passwordHash)
    throw userError('INVALID_CREDENTIALS', 'The e-mail address or the password is wrong.');
  if (account.totpEnabledAt && !totpCode?.trim()) {
    throw userError('TOTP_REQUIRED', 'This account requires a code of its authenticator app.', 'totpCode');
  }
  await requireSecondFactor(db, context.services.secrets, account, totpCode);
  if (account.status !== 'ACTIVE') throw inactive(account.status);
  const organizations = await findSelectableOrganizations(db, id);
  if (organizationId && !organizations.includes(organizationId)) {
    throw userError('NOT_FOUND', 'No such organization.', 'organizationId');
  }
  if (!account.emailVerifiedAt)
    await keepSignInTag(db, id, signInTags(context.services.secrets, account.email, password)[0]!);
  const session = await startSession(context, db, id, organizationId ?? organizations[0]);
  await rememberNetwork(db, id, context.request.ipAddress);
  return session;
}
