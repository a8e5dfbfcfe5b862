import { sql } from 'kysely';
import type { z } from 'zod';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { enqueueAccountJob } from '../../jobs/enqueue.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { isTaken } from '../account/address-claims.ts';
import { holdInvitedAddress } from '../account/invited-address.ts';
import { rememberNetwork } from '../account/network-queries.ts';
import { verificationMailJob } from '../account/jobs.ts';
import { signInTags } from '../account/sign-in-tag.ts';
import { requireAccepted } from '../invitation/acceptance.ts';
import { createOrganization } from '../organization/actions.ts';
import { sessionPayload, startSession } from '../session/session.ts';
import type { registerInput } from './input.ts';
import { insertUser } from './queries.ts';
import type { RequestInfo } from '../../core/request.ts';

/**
 * Creates a user, a membership, a session and, unless the user was invited, an organization: all or nothing.
 *
 * Security: the response, what the account sees later, or the time could reveal whether the address has another
 * account. The same statements create the same account for every address: see account/address-claims.ts.
 */
export async function register(context: Context, input: z.output<ReturnType<typeof registerInput>>) {
  const { services, request } = context;
  if (!services.config.registration) {
    throw userError('REGISTRATION_DISABLED', 'Registration is disabled.');
  }
  const passwordHash = await context.passwords.hash(input.password);
  const [signInTag] = signInTags(services.secrets, input.email, input.password);
  const session = await transactRegistration(context, async (db) => {
    const { id: userId, holdsEmail } = await insertUser(db, {
      ...input,
      passwordHash,
      signInTag: signInTag!,
    });
    if (!holdsEmail && input.invitationToken) await claimInvited(db, userId, input.invitationToken, request);
    await sql`select set_config('app.user_id', ${userId}, true)`.execute(db);
    const organizationId = await firstOrganization(context, db, input);
    await insertAccountEvent(db, { userId, action: 'account.registered' }, request);
    await enqueueAccountJob(db, verificationMailJob, { userId });
    const session = await startSession(context, db, userId, organizationId);
    await rememberNetwork(db, userId, request.ipAddress);
    return session;
  });
  return sessionPayload(context, session);
}

async function transactRegistration<T>(context: Context, work: (db: SystemDb) => Promise<T>): Promise<T> {
  try {
    return await transact(context, work);
  } catch (error) {
    throw isTaken(error) ? hasAccount() : error;
  }
}

/** @throws TAKEN, which only the reader of the address's mail can learn, because only they have the token */
async function claimInvited(
  db: SystemDb,
  userId: string,
  token: string,
  request: RequestInfo,
): Promise<void> {
  const outcome = await holdInvitedAddress(db, userId, hashToken(token), request);
  if (outcome === 'TAKEN') throw hasAccount();
}

const hasAccount = () =>
  userError(
    'TAKEN',
    'This e-mail address has an account already. Sign in to accept the invitation.',
    'email',
  );

/** Returns the organization that invited the user of `app.user_id`, or creates one for them. */
async function firstOrganization(
  { request }: Context,
  db: SystemDb,
  {
    fullName,
    organizationName,
    organizationSlug,
    invitationToken,
  }: z.output<ReturnType<typeof registerInput>>,
): Promise<string> {
  if (invitationToken) {
    return (await requireAccepted(db, invitationToken, request, 'invitationToken')).organizationId;
  }
  const name = organizationName ?? `${[...fullName].slice(0, 85).join('')}'s organization`;
  return createOrganization(db, { name, slug: organizationSlug }, request, 'organizationSlug');
}
