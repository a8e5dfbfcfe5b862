import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';

/** The addresses of the organization's active owners and administrators. */
export async function findAdministratorAddresses(db: Kysely<DB>, scope: OrgScope): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('users.email')
    .where('memberships.organization_id', '=', scope.id)
    .where('memberships.role', 'in', ['OWNER', 'ADMIN'])
    .where('users.status', '=', 'ACTIVE')
    .orderBy('users.email')
    .execute();
  return rows.map(({ email }) => email);
}
