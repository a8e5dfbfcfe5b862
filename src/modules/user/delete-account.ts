import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { SystemDb } from '../../database/system.ts';
import { describeOrigin } from '../audit/origin.ts';
import { withConfirmedPassword } from '../account/confirm-password.ts';
import { recordDepartures, unassignEverywhere } from './departures.ts';
import type { deleteAccountInput } from './input.ts';
import { lockOrganizationsOf, requireOtherOwners } from './owners.ts';

/**
 * Deletes the viewer's own account: the person's data is erased and their memberships end, while tasks and projects
 * stay. Organizations that nobody else belongs to go with it.
 * @throws INVALID_CREDENTIALS, LAST_OWNER
 */
export async function deleteAccount(context: Context, { password }: z.output<typeof deleteAccountInput>) {
  const { viewer, request } = context;
  // Organizations are locked before people everywhere.
  const lockFirst = async (db: SystemDb) => {
    await lockOrganizationsOf(db, viewer.id);
    await requireOtherOwners(db, viewer.id);
  };
  await withConfirmedPassword(context, { password, lockFirst }, async (db) => {
    await describeOrigin(db, { requestId: request.requestId });
    await deleteSoleOrganizations(db, viewer.id);
    await unassignEverywhere(db, viewer.id);
    await recordDepartures(db, viewer.id, request.requestId);
    // A trigger ends what the person set up; before the user is gone, because their keys go with them.
    await db.deleteFrom('memberships').where('user_id', '=', viewer.id).execute();
    await erasePersonalData(db, viewer);
    await db.deleteFrom('users').where('id', '=', viewer.id).execute();
  });
  return { deletedId: viewer.id };
}

const deleteSoleOrganizations = (db: SystemDb, userId: string) =>
  sql`
    delete from organizations o using memberships m
    where m.organization_id = o.id and m.user_id = ${userId}
      and not exists (select from memberships other
        where other.organization_id = o.id and other.user_id <> ${userId})`.execute(db);

/**
 * Where the person stays known by other than their id: invitations to their address, and where they acted from.
 *
 * Security: whoever registers somebody else's address must not delete that person's invitations in all organizations.
 * Only an address that was proven is taken for the person's own.
 */
async function erasePersonalData(db: SystemDb, { id, email }: { id: string; email: string }): Promise<void> {
  // Declining needs no sign-in: such an event has no actor.
  await sql`
    update audit_events e set ip_address = null, user_agent = null from invitations i
    where i.email = ${email} and e.organization_id = i.organization_id and e.target_id = i.id
      and e.action = 'invitation.declined'
      and exists (select from users where id = ${id} and email_verified_at is not null)`.execute(db);
  await sql`
    delete from invitations
    where email = ${email} and exists (select from users where id = ${id} and email_verified_at is not null)`.execute(
    db,
  );
  await sql`delete from idempotency_records where caller_id = ${id}`.execute(db);
  await sql`update audit_events set ip_address = null, user_agent = null where actor_id = ${id}`.execute(db);
}
