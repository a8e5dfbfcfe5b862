import { type ExpressionBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { ServingDb, TenantDb } from '../../database/tenant-db.ts';
import type { DB } from '../../generated/database.ts';
import type { UserKind, UserStatus } from '../../generated/enums.ts';
import type { UserRow } from './rows.ts';

/** The address that an account holds or claims. Others cannot tell which. */
export const shownEmail = sql<string>`coalesce(users.email, users.claimed_email)`;

/** The columns of a user as others see them. An expired suspension does not show. */
export const userColumns = (eb: ExpressionBuilder<DB, 'users'>) =>
  [
    'users.id',
    eb.ref('users.kind').$castTo<UserKind>().as('kind'),
    // A service account has no address. Nobody can receive mail at one of this domain.
    sql<string>`coalesce(users.email, users.claimed_email, users.id::text || '@service.invalid')`.as('email'),
    'users.full_name as fullName',
    'users.bio',
    'users.avatar_url as avatarUrl',
    eb.fn<UserStatus>('app.effective_status', ['users.status', 'users.status_until']).as('status'),
    'users.created_at as createdAt',
    'users.updated_at as updatedAt',
  ] as const;

/** Selects the users who are members of the organization. */
export const fellowMembers = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select((eb) => userColumns(eb))
    .where('memberships.organization_id', '=', scope.id);

/** Returns those of the users who are members of the organization. */
export function findFellowMembers(tenant: TenantDb, ids: readonly string[]): Promise<UserRow[]> {
  return fellowMembers(tenant).where('memberships.user_id', '=', anyOf(ids)).execute();
}

/**
 * Returns the id of the active user with this proven address whom the viewer sees in another organization than the
 * selected one.
 *
 * Security: a caller could find out who else has an account. Everybody else is undefined.
 */
export async function findAcquaintance(db: ServingDb, email: string): Promise<string | undefined> {
  const row = await db
    .selectNoFrom((eb) => eb.fn<string | null>('app.find_acquaintance', [eb.val(email)]).as('id'))
    .executeTakeFirst();
  return row?.id ?? undefined;
}
