import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';

/** Locks the users' organizations in the order of their ids. All code locks organizations before people. */
export async function lockOrganizationsOf(db: SystemDb, ...userIds: string[]): Promise<void> {
  await sql`
    select from organizations
    where id in (select organization_id from memberships where user_id = any(${userIds}::uuid[]))
    order by id for no key update`.execute(db);
}

/**
 * Checks that each organization which the user owns with other members has another owner who can sign in. Call
 * `lockOrganizationsOf` first.
 * @throws LAST_OWNER
 */
export async function requireOtherOwners(db: SystemDb, userId: string, ...field: string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select o.name from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = ${userId} and m.role = 'OWNER'
      and exists (select from memberships other
        where other.organization_id = o.id and other.user_id <> ${userId} and other.kind = 'PERSON')
      and not exists (select from app.owners_who_can_sign_in(o.id) as owner (id) where owner.id <> ${userId})`.execute(
    db,
  );
  if (rows[0])
    throw userError(
      'LAST_OWNER',
      `${rows[0].name} has other members and would have no owner who can sign in.`,
      ...field,
    );
}
