import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import type { SystemDb } from '../../database/system.ts';
import { describeOrigin } from '../audit/origin.ts';
import { deleteOrganization } from '../billing/delete-organizations.ts';
import { withConfirmedPassword } from './with-confirmed-password.ts';
import { recordDepartures, unassignEverywhere } from './departures.ts';
import type { deleteAccountInput } from './input.ts';
import { lockOrganizationsOf, requireOtherOwners } from './last-owner.ts';

/**
 * Deletes the viewer's account: erases the personal data and ends the memberships. Tasks and projects stay.
 * Organizations without other members are deleted.
 * @throws INVALID_CREDENTIALS, LAST_OWNER
 */
export async function deleteAccount(context: Context, { password }: z.output<typeof deleteAccountInput>) {
  const { viewer, request } = context;
  // All code locks organizations before people.
  const lockFirst = async (db: SystemDb) => {
    await lockOrganizationsOf(db, viewer.id);
    await requireOtherOwners(db, viewer.id);
  };
  await withConfirmedPassword(context, { password, lockFirst }, async (db) => {
    await describeOrigin(db, { requestId: request.requestId });
    await deleteSoleOrganizations(db, viewer.id);
    await unassignEverywhere(db, viewer.id);
    await recordDepartures(db, viewer.id, request.requestId);
    // A trigger ends what the person set up. It must run before the user is deleted, because that deletes their keys.
    await db.deleteFrom('memberships').where('user_id', '=', viewer.id).execute();
    await erasePersonalData(db, viewer);
    await db.deleteFrom('users').where('id', '=', viewer.id).execute();
  });
  return { deletedId: viewer.id };
}

async function deleteSoleOrganizations(db: SystemDb, userId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select m.organization_id as id from memberships m
    where m.user_id = ${userId}
      and not exists (select from memberships other
        where other.organization_id = m.organization_id and other.user_id <> ${userId} and other.kind = 'PERSON')
    order by 1`.execute(db);
  for (const { id } of rows) await deleteOrganization(db, id);
}

/**
 * Erases the person's invitations and the origins of their actions, which identify them by more than their id.
 *
 * Security: somebody could register another person's address and delete that person's invitations in all organizations.
 * Only invitations to a proven address are deleted.
 */
async function erasePersonalData(db: SystemDb, { id, email }: { id: string; email: string }): Promise<void> {
  // Declining an invitation needs no sign-in, so such an event has no actor.
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
