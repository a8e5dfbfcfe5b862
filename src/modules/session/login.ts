import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import { UserErrors, userError } from '../../errors.ts';
import { lockAccount } from '../account/queries.ts';
import { requireSecondFactor } from '../account/second-factor.ts';
import { checkPassword, failAttempt, forgiveAttempt, releaseAttempt } from '../account/sign-in-attempt.ts';
import { keepSignInTag, signInTags } from '../account/sign-in-tag.ts';
import type { loginInput } from './input.ts';
import { findSelectableOrganizations } from './queries.ts';
import { answer, inactive, type Session, startSession } from './session.ts';

/** Signs in. A wrong password and an unknown address take the same time and answer the same. */
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
  return answer(context, session);
}

/**
 * The second factor is used up, and the session starts, in one transaction: what refuses the sign-in leaves the code
 * as it was. The account is locked, so that the password that was checked is still the password.
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
    throw userError('TOTP_REQUIRED', 'The account asks for a code of its authenticator app.', 'totpCode');
  }
  await requireSecondFactor(db, context.services.secrets, account, totpCode);
  if (account.status !== 'ACTIVE') throw inactive(account.status);
  const organizations = await findSelectableOrganizations(db, id);
  if (organizationId && !organizations.includes(organizationId)) {
    throw userError('NOT_FOUND', 'No such organization.', 'organizationId');
  }
  if (!account.emailVerifiedAt)
    await keepSignInTag(db, id, signInTags(context.services.secrets, account.email, password)[0]!);
  return startSession(context, db, id, organizationId ?? organizations[0]);
}

const isWrongCredential = (error: unknown) =>
  error instanceof UserErrors && error.errors.some(({ code }) => code === 'INVALID_CREDENTIALS');
