import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { Role } from '../../generated/graphql.ts';
import { shownEmail } from './queries.ts';

export interface Recipient {
  id: string;
  email: string;
  fullName: string;
}

/**
 * The active members of the organization who have proven their addresses: only these of the users, or of the roles. For
 * jobs alone.
 *
 * Security: whoever registers somebody else's address could have an organization's mails sent to a stranger. No mail goes
 * to a member's address before it is proven.
 */
export function findRecipients(
  db: Kysely<DB>,
  scope: OrgScope,
  { userIds, roles }: { userIds?: readonly string[]; roles?: readonly Role[] },
): Promise<Recipient[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', shownEmail.as('email'), 'users.full_name as fullName'])
    .where('memberships.organization_id', '=', scope.id)
    .$if(userIds !== undefined, (query) =>
      query.where('memberships.user_id', '=', (eb) => eb.fn.any(eb.val(userIds!))),
    )
    .$if(roles !== undefined, (query) =>
      query.where('memberships.role', '=', (eb) => eb.fn.any(eb.val(roles!))),
    )
    .where(sql<boolean>`app.may_be_mailed(memberships.user_id)`)
    .orderBy(shownEmail)
    .execute();
}
