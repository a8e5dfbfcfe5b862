import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';

/**
 * Locks the user's organizations, and makes sure that each which they own with other members has another owner.
 * @throws LAST_OWNER
 */
export async function requireOtherOwners(db: SystemDb, userId: string, ...field: string[]): Promise<void> {
  await sql`
    select from organizations
    where id in (select organization_id from memberships where user_id = ${userId})
    order by id for no key update`.execute(db);
  const { rows } = await sql<{ name: string }>`
    select o.name from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = ${userId} and m.role = 'OWNER'
      and exists (select from memberships other
        where other.organization_id = o.id and other.user_id <> ${userId})
      and not exists (select from memberships other join users u on u.id = other.user_id
        where other.organization_id = o.id and other.user_id <> ${userId}
          and other.role = 'OWNER' and u.status <> 'ARCHIVED')`.execute(db);
  if (rows[0])
    throw userError('LAST_OWNER', `${rows[0].name} has other members and would have no owner.`, ...field);
}
