import { sql } from 'kysely';
import type { Role } from '../../generated/enums.ts';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { shownEmail } from './queries.ts';

export interface Recipient {
  id: string;
  email: string;
  fullName: string;
}

/**
 * Returns the active members of the organization with a proven address, optionally only these users or roles. Only for
 * jobs.
 *
 * Security: somebody could register another person's address to have an organization's mails sent to them. No mail goes
 * to a member's address before it is proven.
 */
export function findRecipients(
  { db, scope }: TenantDb,
  { userIds, roles }: { userIds?: readonly string[]; roles?: readonly Role[] },
): Promise<Recipient[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', shownEmail.as('email'), 'users.full_name as fullName'])
    .where('memberships.organization_id', '=', scope.id)
    .$if(userIds !== undefined, (query) => query.where('memberships.user_id', '=', anyOf(userIds!)))
    .$if(roles !== undefined, (query) => query.where('memberships.role', '=', anyOf(roles!)))
    .where(sql<boolean>`app.may_be_mailed(memberships.user_id)`)
    .orderBy(shownEmail)
    .execute();
}
