import { type ExpressionBuilder, sql } from 'kysely';
import type { Authority } from '../../authorization/access.ts';
import { anyOf } from '../../database/any-of.ts';
import type { ServingDb, TenantDb } from '../../database/tenant-db.ts';
import type { DB } from '../../generated/database.ts';
import type { Role, UserKind } from '../../generated/enums.ts';
import { shownEmail } from '../user/queries.ts';
import type { MembershipRow } from './rows.ts';

const holds = (eb: ExpressionBuilder<DB, 'memberships'>) =>
  eb.fn<boolean>('app.membership_holds', [
    'memberships.member_suspended_at',
    'memberships.member_suspended_until',
  ]);

const rolePermissions = (eb: ExpressionBuilder<DB, 'memberships'>) =>
  eb
    .selectFrom('organization_roles')
    .select('organization_roles.permissions')
    .whereRef('organization_roles.organization_id', '=', 'memberships.organization_id')
    .whereRef('organization_roles.id', '=', 'memberships.role_id');

/**
 * Of the custom role, or of a guest; null for the built-in role. The condition spares members with built-in roles the
 * subquery.
 */
const permissions = (eb: ExpressionBuilder<DB, 'memberships'>) =>
  eb
    .case()
    .when('memberships.guest', '=', true)
    .then(eb.fn<string[]>('app.permissions_of_guest', ['memberships.role', rolePermissions(eb)]))
    .when('memberships.role_id', 'is not', null)
    .then(rolePermissions(eb))
    .end();

const columns = (eb: ExpressionBuilder<DB, 'memberships'>) =>
  [
    'memberships.id',
    'memberships.organization_id as organizationId',
    'memberships.user_id as userId',
    eb.ref('memberships.kind').$castTo<UserKind>().as('kind'),
    'memberships.responsible_id as responsibleId',
    'memberships.guest',
    eb.ref('memberships.role').$castTo<Role>().as('role'),
    'memberships.role_id as roleId',
    permissions(eb).as('permissions'),
    holds(eb).as('holds'),
    'memberships.member_suspended_at as suspendedAt',
    'memberships.member_suspended_until as suspendedUntil',
    'memberships.member_suspension_reason as suspensionReason',
    'memberships.member_suspended_by_id as suspendedById',
    eb.ref('memberships.member_suspended_by_role').$castTo<Role | null>().as('suspendedByRole'),
    'memberships.member_suspended_by_permissions as suspendedByPermissions',
    'memberships.created_at as createdAt',
    'memberships.updated_at as updatedAt',
  ] as const;

export const membershipsIn = ({ db, scope }: TenantDb) =>
  db.selectFrom('memberships').select(columns).where('memberships.organization_id', '=', scope.id);

/** Selects memberships in organizations that are not archived, and an owner's in archived ones. */
export const membershipsOf = (db: ServingDb, userId: string) =>
  db
    .selectFrom('memberships')
    .select(columns)
    .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
    .where('memberships.user_id', '=', userId)
    .where((eb) =>
      eb.or([eb('organizations.status', '<>', 'ARCHIVED'), eb('memberships.role', '=', 'OWNER')]),
    );

export function findMembershipsByIds(tenant: TenantDb, ids: readonly string[]): Promise<MembershipRow[]> {
  return membershipsIn(tenant).where('memberships.id', '=', anyOf(ids)).execute();
}

export function findMembershipsByUsers(
  tenant: TenantDb,
  userIds: readonly string[],
): Promise<MembershipRow[]> {
  return membershipsIn(tenant).where('memberships.user_id', '=', anyOf(userIds)).execute();
}

/** Returns those of the users who are members and not suspended, and can therefore be assigned or mentioned. */
export async function findMembersToName(tenant: TenantDb, userIds: readonly string[]): Promise<Set<string>> {
  const members = await findMembershipsByUsers(tenant, userIds);
  return new Set(members.filter((member) => member.holds).map(({ userId }) => userId));
}

/**
 * Returns the id of the member with this address; undefined when there is none.
 *
 * Security: an owner whose account only claims an address would learn that when the member is not found. So this
 * compares the address that the list of members shows.
 */
export async function findMemberByEmail({ db, scope }: TenantDb, email: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('users.id')
    .where('memberships.organization_id', '=', scope.id)
    .where(shownEmail, '=', email)
    .orderBy((eb) => eb('users.email', 'is', null))
    .executeTakeFirst();
  return row?.id;
}

/** Returns the user's memberships, oldest first. */
export function findOwnMemberships(db: ServingDb, userId: string): Promise<MembershipRow[]> {
  return membershipsOf(db, userId).orderBy('memberships.created_at').orderBy('memberships.id').execute();
}

/** Returns whether the organization has an owner who can sign in. */
export async function hasOwnerWhoCanSignIn({ db, scope }: TenantDb): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from app.owners_who_can_sign_in(${scope.id})) as found`.execute(db);
  return rows[0]!.found;
}

/** Returns whether the member's account is active and the member is not suspended. */
export async function isActiveMember({ db, scope }: TenantDb, userId: string): Promise<boolean> {
  const active = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('users.id')
    .where('memberships.organization_id', '=', scope.id)
    .where('memberships.user_id', '=', userId)
    .where((eb) => holds(eb))
    .where((eb) => eb(eb.fn('app.effective_status', ['users.status', 'users.status_until']), '=', 'ACTIVE'))
    .executeTakeFirst();
  return active !== undefined;
}

export function insertMembership(
  { db, scope }: TenantDb,
  { userId, role, roleId }: { userId: string; role: Role; roleId: string | null },
): Promise<MembershipRow> {
  return db
    .insertInto('memberships')
    .values({ organization_id: scope.id, user_id: userId, role, role_id: roleId })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateGuest({ db, scope }: TenantDb, userId: string, guest: boolean): Promise<MembershipRow> {
  return db
    .updateTable('memberships')
    .set({ guest })
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateMembershipRole(
  { db, scope }: TenantDb,
  userId: string,
  { role, roleId }: { role: Role; roleId: string | null },
): Promise<MembershipRow> {
  return db
    .updateTable('memberships')
    .set({ role, role_id: roleId })
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Suspends a member, or ends the suspension when `suspension` is null. */
export function updateSuspension(
  { db, scope }: TenantDb,
  userId: string,
  suspension: {
    reason: string;
    until: string | null;
    since: string | null;
    byId: string | null;
    by: Authority;
  } | null,
): Promise<MembershipRow> {
  return db
    .updateTable('memberships')
    .set({
      member_suspended_at: suspension && (suspension.since ?? sql<string>`clock_timestamp()`),
      member_suspended_until: suspension?.until ?? null,
      member_suspension_reason: suspension?.reason ?? null,
      member_suspended_by_id: suspension?.byId ?? null,
      member_suspended_by_role: suspension?.by.role ?? null,
      member_suspended_by_permissions: (suspension?.by.permissions as string[] | undefined) ?? null,
    })
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function deleteMembership({ db, scope }: TenantDb, userId: string) {
  return db
    .deleteFrom('memberships')
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .execute();
}
