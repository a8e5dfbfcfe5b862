import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context, Incoming } from '../../context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { isTaken } from '../account/address-claims.ts';
import { holdInvitedAddress } from '../account/invited-address.ts';
import { signInTags } from '../account/sign-in-tag.ts';
import { requireAccepted } from '../invitation/actions.ts';
import { createOrganization } from '../organization/actions.ts';
import type { registerInput, revokeSessionInput, switchOrganizationInput } from './input.ts';
import { insertAccountEvent } from '../account/events.ts';
import {
  findSelectableOrganizations,
  insertUser,
  lockSession,
  revokeSession,
  revokeSessions,
  selectSessionOrganization,
} from './queries.ts';
import { useAllRefreshTokens } from './refresh-tokens.ts';
import { addRefreshToken, answer, startSession } from './session.ts';
import { hashToken } from './tokens.ts';

/**
 * Makes user, membership, session and, unless they were invited, an organization of their own: all or nothing.
 *
 * Security: the response, what the account sees later, and the time would tell whether the address has another account.
 * So the same statements make the same account for every address: see account/address-claims.ts.
 */
export async function register(context: Context, input: z.output<ReturnType<typeof registerInput>>) {
  const { services, request } = context;
  if (!services.config.registration) {
    throw userError('REGISTRATION_DISABLED', 'New accounts are not accepted at present.');
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
    await enqueueAccountJob(db, 'send-verification-mail', { userId });
    return startSession(context, db, userId, organizationId);
  });
  return answer(context, session);
}

async function transactRegistration<T>(context: Context, work: (db: SystemDb) => Promise<T>): Promise<T> {
  try {
    return await transact(context, work);
  } catch (error) {
    throw isTaken(error) ? hasAccount() : error;
  }
}

/** @throws TAKEN, which only somebody learns who reads the address's mail and so has the token */
async function claimInvited(db: SystemDb, userId: string, token: string, request: Incoming): Promise<void> {
  const outcome = await holdInvitedAddress(db, userId, hashToken(token), request);
  if (outcome === 'TAKEN') throw hasAccount();
}

const hasAccount = () =>
  userError('TAKEN', 'An account with this e-mail address exists already: sign in to accept.', 'email');

/** The organization that invited the user whom `app.user_id` names, or else one of their own. */
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

/** Ends the present session; its tokens fail from the next request on. */
export async function logout(context: Context) {
  const { request, sessionId, viewer } = context;
  await transact(context, async (db) => {
    await revokeSession(db, sessionId);
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'session.ended' }, request);
  });
}

/** Selects another organization for the session, whose refresh tokens so far count as used. */
export async function switchOrganization(
  context: Context,
  { organizationId }: z.output<typeof switchOrganizationInput>,
) {
  const { sessionId: id, viewer } = context;
  const refreshToken = await transact(context, async (db) => {
    const selectable = await findSelectableOrganizations(db, viewer.id);
    if (!selectable.includes(organizationId)) {
      throw userError('NOT_FOUND', 'No such organization.', 'organizationId');
    }
    await lockSession(db, id);
    await selectSessionOrganization(db, id, organizationId);
    await insertAccountEvent(
      db,
      {
        userId: viewer.id,
        sessionId: id,
        action: 'session.organization_switched',
        details: { organizationId },
      },
      context.request,
    );
    await useAllRefreshTokens(db, id);
    return addRefreshToken(context, db, id);
  });
  return answer(context, { id, userId: viewer.id, organizationId, refreshToken });
}

/** Ends one of the viewer's own sessions. */
export async function endSession(
  context: Context,
  { id }: z.output<typeof revokeSessionInput>,
): Promise<void> {
  const { request, viewer } = context;
  await transact(context, async (db) => {
    const [ended] = await revokeSessions(db, viewer.id, { only: id });
    if (!ended) throw userError('NOT_FOUND', 'No such session.', 'id');
    await insertAccountEvent(db, { userId: viewer.id, sessionId: id, action: 'session.revoked' }, request);
  });
}

/** Ends all of the viewer's sessions but the present one. Answers how many. */
export async function endOtherSessions(context: Context): Promise<number> {
  const { request, viewer, sessionId } = context;
  return transact(context, async (db) => {
    const ended = await revokeSessions(db, viewer.id, { except: sessionId });
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'session.others_revoked' }, request);
    return ended.length;
  });
}
