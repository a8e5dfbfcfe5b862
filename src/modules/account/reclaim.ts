import type { SystemDb } from '../../database/system.ts';
import type { RequestInfo } from '../../core/request.ts';
import { enqueueAccountJob } from '../../jobs/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { endMemberships } from './departures.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { accountReclaimedMailJob } from './jobs.ts';
import { deleteAllAccountTokens } from './mailed-token-queries.ts';
import type { UserAccountRow } from './rows.ts';
import { replaceRecoveryCodes, updateTotp } from './second-factor-queries.ts';

/**
 * How the owner of an address takes over the account that somebody else registered with it.
 *
 * Security: somebody registers another person's address, sets up a second factor, API keys and memberships, and waits.
 * If a password reset left them in place, the registrant would keep access. So the first proof of an address that is
 * not the registrant's own ends everything that was set up before. A mailed token proves the address. It is the
 * registrant's own proof together with a live session of the account or its password; a password reset never is.
 *
 * Everything happens in one transaction. Organizations are locked before the account, as everywhere. The account is
 * locked so that nobody adds a membership, a session or a factor at the same time. Code that checked a password or a
 * session before the lock compares them again after it.
 */

/** The origin of a request. */
export type Origin = Pick<RequestInfo, 'ipAddress' | 'userAgent' | 'requestId'>;

/** Ends everything that the registrant of an unproven account set up. Call `lockForProof` first. */
export async function reclaimAccount(db: SystemDb, { id }: UserAccountRow, request: Origin): Promise<void> {
  const details = await endAll(db, id, request);
  await insertAccountEvent(db, { userId: id, action: 'account.reclaimed', details }, request);
  await enqueueAccountJob(db, accountReclaimedMailJob, { userId: id });
}

/**
 * Takes the address from an account that holds it without a proof, because another account proves it now. The account
 * then claims the address and its user sees no difference. Call `lockForProof` first.
 *
 * Security: the account may be a squatter's, who must not learn that the owner of the address came. Or it may be the
 * owner's own, from a repeated request or from before an invitation. So nothing that the account created is lost. Only
 * memberships that others granted end. An unproven address grants none today; servers before that rule may have granted
 * some.
 */
export async function takeAddress(
  db: SystemDb,
  userId: string,
  proverId: string,
  request: Origin,
): Promise<void> {
  const given = await db
    .selectFrom('memberships')
    .select('id')
    .where('user_id', '=', userId)
    .where('role', '<>', 'OWNER')
    .limit(1)
    .executeTakeFirst();
  const details = given && (await endAll(db, userId, request));
  await db
    .updateTable('users')
    .set((eb) => ({ email: null, claimed_email: eb.ref('email') }))
    .where('id', '=', userId)
    .execute();
  if (!details) return;
  // Security: the log would show the account's user where the owner proved the address from. With the prover as the
  // actor, it shows no origin.
  const event = { userId, actorId: proverId, action: 'account.address_lost', details };
  await insertAccountEvent(db, event, request);
}

async function endAll(db: SystemDb, id: string, request: Origin) {
  await revokeSessions(db, id);
  await updateTotp(db, id, { secret: null, enabled: false });
  await replaceRecoveryCodes(db, id, []);
  await deleteAllAccountTokens(db, id);
  await db.deleteFrom('sign_in_networks').where('user_id', '=', id).execute();
  await db.deleteFrom('idempotency_records').where('caller_id', '=', id).execute();
  await db.updateTable('users').set({ platform_admin: false }).where('id', '=', id).execute();
  const { ended, archived } = await endMemberships(db, id, request);
  return { endedMemberships: ended, archivedOrganizations: archived };
}
