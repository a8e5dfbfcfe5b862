import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { UserStatus } from '../../generated/graphql.ts';

export interface UserRow {
  id: string;
  email: string;
  fullName: string;
  bio: string | null;
  avatarUrl: string | null;
  status: UserStatus;
  createdAt: string;
  updatedAt: string;
}

/** The address that an account holds or claims: whoever sees the user cannot tell which. */
export const shownEmail = sql<string>`coalesce(users.email, users.claimed_email)`;

/** A user as others see them; a suspension that is over does not show. */
export const userColumns = (eb: ExpressionBuilder<DB, 'users'>) =>
  [
    'users.id',
    shownEmail.as('email'),
    'users.full_name as fullName',
    'users.bio',
    'users.avatar_url as avatarUrl',
    eb.fn<UserStatus>('app.effective_status', ['users.status', 'users.status_until']).as('status'),
    'users.created_at as createdAt',
    'users.updated_at as updatedAt',
  ] as const;

/** Those of the users who are members of the organization. */
export function findFellowMembers(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<UserRow[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select((eb) => userColumns(eb))
    .where('memberships.organization_id', '=', scope.id)
    .where('memberships.user_id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/**
 * The id of the active user with this proven address whom the viewer sees in another organization than the selected one;
 * undefined for anybody else, so that nobody learns who else has an account.
 */
export async function findAcquaintance(db: Kysely<DB>, email: string): Promise<string | undefined> {
  const row = await db
    .selectNoFrom((eb) => eb.fn<string | null>('app.find_acquaintance', [eb.val(email)]).as('id'))
    .executeTakeFirst();
  return row?.id ?? undefined;
}
