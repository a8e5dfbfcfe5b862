import type { Incoming } from '../../context.ts';
import type { SystemDb } from '../../database/system.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { endMemberships } from '../user/departures.ts';
import { insertAccountEvent } from './events.ts';
import { type AccountRow, deleteAllAccountTokens, replaceRecoveryCodes, updateTotp } from './queries.ts';

/**
 * How an address takes its account back.
 *
 * Security: somebody registers another person's address, sets up a second factor, API keys and memberships, and waits.
 * The owner of the address resets the password, and the registrant keeps everything else. So the first proof of an
 * address that is not the registrant's own ends whatever was there before. A mailed token proves the address. It is the
 * registrant's own proof with a live session of the account or its password; a password reset never is.
 *
 * All of it is one transaction. The organizations are locked before the account, as everywhere. The account is locked so
 * that nobody adds a membership, a session or a factor at the same time: what checked a password or a session before
 * compares them again behind its own lock of the account.
 */

/** Where a request comes from. */
export type Origin = Pick<Incoming, 'ipAddress' | 'userAgent' | 'requestId'>;

/** Ends what belonged to whoever registered the account and never proved its address. `lockForProof` comes first. */
export async function reclaimAccount(db: SystemDb, { id }: AccountRow, request: Origin): Promise<void> {
  const details = await endAll(db, id, request);
  await insertAccountEvent(db, { userId: id, action: 'account.reclaimed', details }, request);
  await enqueueAccountJob(db, 'send-account-reclaimed-mail', { userId: id });
}

/**
 * Takes the address from an account that held it and never proved it: another account proves it now. The account is left
 * claiming the address, and notices nothing. `lockForProof` comes first.
 *
 * Security: it may be a squatter's, who must not learn that the owner of the address came, or the owner's own, made by a
 * request that was repeated or before an invitation came: nothing that it made is lost. Only what others gave it ends, as
 * when an address takes its account back. None gets anything by an address that is not proven; servers before that rule
 * may have let it in.
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
  // Security: with the prover as actor, the log does not show from where the address was proven.
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
