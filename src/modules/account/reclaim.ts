import type { Incoming } from '../../context.ts';
import type { SystemDb } from '../../database/system.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { endMemberships } from '../user/departures.ts';
import { lockOrganizationsOf } from '../user/owners.ts';
import { insertAccountEvent } from './events.ts';
import {
  type AccountRow,
  deleteAllAccountTokens,
  lockAccountExclusively,
  replaceRecoveryCodes,
  updateTotp,
} from './queries.ts';

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

/** Locks the account until the transaction ends, and the organizations that it belongs to. */
export async function lockForProof(db: SystemDb, userId: string): Promise<AccountRow> {
  await lockOrganizationsOf(db, userId);
  const account = await lockAccountExclusively(db, userId);
  // Those that it joined while this waited.
  await lockOrganizationsOf(db, userId);
  return account;
}

/** Ends what belonged to whoever registered the account and never proved its address. `lockForProof` comes first. */
export async function reclaimAccount(
  db: SystemDb,
  { id }: AccountRow,
  request: Pick<Incoming, 'ipAddress' | 'userAgent' | 'requestId'>,
): Promise<void> {
  await revokeSessions(db, id);
  await updateTotp(db, id, { secret: null, enabled: false });
  await replaceRecoveryCodes(db, id, []);
  await deleteAllAccountTokens(db, id);
  await db.deleteFrom('sign_in_networks').where('user_id', '=', id).execute();
  await db.deleteFrom('idempotency_records').where('caller_id', '=', id).execute();
  await db.updateTable('users').set({ platform_admin: false }).where('id', '=', id).execute();
  const { ended, archived } = await endMemberships(db, id, request);
  const details = { endedMemberships: ended, archivedOrganizations: archived };
  await insertAccountEvent(db, { userId: id, action: 'account.reclaimed', details }, request);
  await enqueueAccountJob(db, 'send-account-reclaimed-mail', { userId: id });
}
