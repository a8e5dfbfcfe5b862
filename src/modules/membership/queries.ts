import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import {
  filterCondition,
  type FilterColumns,
  foldedText,
  mentions,
  searchIn,
} from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { type Page, fetchPage } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type {
  MembershipFilter,
  MembershipOrder,
  MembershipOrderField,
  Role,
} from '../../generated/graphql.ts';
import { shownEmail } from '../user/queries.ts';

export interface MembershipRow {
  id: string;
  organizationId: string;
  userId: string;
  role: Role;
  /** Whether it counts now: a suspended member has it, and can do nothing with it. */
  holds: boolean;
  suspendedAt: string | null;
  suspendedUntil: string | null;
  suspensionReason: string | null;
  suspendedById: string | null;
  /** The role of whoever suspended the member, then. */
  suspendedByRole: Role | null;
  createdAt: string;
  updatedAt: string;
}

export type MembershipPage = Page<MembershipRow>;

const holds = (eb: ExpressionBuilder<DB, 'memberships'>) =>
  eb.fn<boolean>('app.membership_holds', [
    'memberships.member_suspended_at',
    'memberships.member_suspended_until',
  ]);

const columns = (db: Kysely<DB>) =>
  db
    .selectFrom('memberships')
    .select((eb) => [
      'memberships.id',
      'memberships.organization_id as organizationId',
      'memberships.user_id as userId',
      eb.ref('memberships.role').$castTo<Role>().as('role'),
      holds(eb).as('holds'),
      'memberships.member_suspended_at as suspendedAt',
      'memberships.member_suspended_until as suspendedUntil',
      'memberships.member_suspension_reason as suspensionReason',
      'memberships.member_suspended_by_id as suspendedById',
      eb.ref('memberships.member_suspended_by_role').$castTo<Role | null>().as('suspendedByRole'),
      'memberships.created_at as createdAt',
      'memberships.updated_at as updatedAt',
    ]);

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  columns(db).where('memberships.organization_id', '=', scope.id);

const filterColumns: FilterColumns = {
  role: { column: 'role', type: 'text' },
  status: {
    column: 'member_suspended_at',
    type: 'text',
    expression: sql`case when app.membership_holds(memberships.member_suspended_at, memberships.member_suspended_until)
      then 'ACTIVE' else 'SUSPENDED' end`,
  },
  userId: { column: 'user_id', type: 'uuid' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  search: searchIn(sql.ref('users.full_name'), shownEmail),
};

const sortKeys: SortKeys<MembershipOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  NAME: { column: 'full_name', type: 'text', expression: foldedText(sql.ref('users.full_name')) },
};

export async function listMemberships(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & { filter?: MembershipFilter | null; orderBy?: MembershipOrder | null },
): Promise<MembershipPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'memberships');
  const matching = ofTenant(db, scope).where(filterCondition(args.filter, filterColumns, 'memberships'));
  const named = args.orderBy?.field === 'NAME' || mentions(args.filter, 'search');
  return fetchPage(
    named ? matching.innerJoin('users', 'users.id', 'memberships.user_id') : matching,
    page,
    'memberships',
  );
}

export function findMembershipsByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<MembershipRow[]> {
  return ofTenant(db, scope)
    .where('memberships.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

export function findMembershipsByUsers(
  db: Kysely<DB>,
  scope: OrgScope,
  userIds: readonly string[],
): Promise<MembershipRow[]> {
  return ofTenant(db, scope)
    .where('memberships.user_id', '=', (eb) => eb.fn.any(eb.val(userIds)))
    .execute();
}

/** Those of the users who are members and may be given tasks or be mentioned: not suspended ones. */
export async function findMembersToName(
  db: Kysely<DB>,
  scope: OrgScope,
  userIds: readonly string[],
): Promise<Set<string>> {
  const members = await findMembershipsByUsers(db, scope, userIds);
  return new Set(members.filter((member) => member.holds).map(({ userId }) => userId));
}

/**
 * The id of the member with this address; undefined for none.
 * Security: an owner whose account only claims an address would learn that from a member who is not found. So the address
 * is compared that the members' list shows.
 */
export async function findMemberByEmail(
  db: Kysely<DB>,
  scope: OrgScope,
  email: string,
): Promise<string | undefined> {
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

/** The user's own memberships, oldest first; in archived organizations only as their owner. */
export function findOwnMemberships(db: Kysely<DB>, userId: string): Promise<MembershipRow[]> {
  return columns(db)
    .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
    .where('memberships.user_id', '=', userId)
    .where((eb) =>
      eb.or([eb('organizations.status', '<>', 'ARCHIVED'), eb('memberships.role', '=', 'OWNER')]),
    )
    .orderBy('memberships.created_at')
    .orderBy('memberships.id')
    .execute();
}

/** Whether the organization has an owner who can sign in. */
export async function hasOwnerWhoCanSignIn(db: Kysely<DB>, scope: OrgScope): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from app.owners_who_can_sign_in(${scope.id})) as found`.execute(db);
  return rows[0]!.found;
}

/** Whether the member's account can be used at present, and they are not suspended. */
export async function isActiveMember(db: Kysely<DB>, scope: OrgScope, userId: string): Promise<boolean> {
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

export async function insertMembership(
  db: Kysely<DB>,
  scope: OrgScope,
  member: { userId: string; role: Role },
): Promise<string> {
  const { id } = await db
    .insertInto('memberships')
    .values({ organization_id: scope.id, user_id: member.userId, role: member.role })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function updateMembershipRole(db: Kysely<DB>, scope: OrgScope, userId: string, role: Role) {
  return db
    .updateTable('memberships')
    .set({ role })
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .execute();
}

/** Suspends a member, or ends their suspension with null. */
export function updateSuspension(
  db: Kysely<DB>,
  scope: OrgScope,
  userId: string,
  suspension: {
    reason: string;
    until: string | null;
    since: string | null;
    byId: string | null;
    byRole: Role;
  } | null,
) {
  return db
    .updateTable('memberships')
    .set({
      member_suspended_at: suspension && (suspension.since ?? sql<string>`clock_timestamp()`),
      member_suspended_until: suspension?.until ?? null,
      member_suspension_reason: suspension?.reason ?? null,
      member_suspended_by_id: suspension?.byId ?? null,
      member_suspended_by_role: suspension?.byRole ?? null,
    })
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .execute();
}

export function deleteMembership(db: Kysely<DB>, scope: OrgScope, userId: string) {
  return db
    .deleteFrom('memberships')
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .execute();
}
