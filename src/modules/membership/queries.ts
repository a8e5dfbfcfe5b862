import { type Kysely, sql } from 'kysely';
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

export interface MembershipRow {
  id: string;
  organizationId: string;
  userId: string;
  role: Role;
  createdAt: string;
  updatedAt: string;
}

export type MembershipPage = Page<MembershipRow>;

const columns = (db: Kysely<DB>) =>
  db
    .selectFrom('memberships')
    .select((eb) => [
      'memberships.id',
      'memberships.organization_id as organizationId',
      'memberships.user_id as userId',
      eb.ref('memberships.role').$castTo<Role>().as('role'),
      'memberships.created_at as createdAt',
      'memberships.updated_at as updatedAt',
    ]);

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  columns(db).where('memberships.organization_id', '=', scope.id);

const filterColumns: FilterColumns = {
  role: { column: 'role', type: 'text' },
  userId: { column: 'user_id', type: 'uuid' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  search: searchIn('users.full_name', 'users.email'),
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

/** The id of the member with this address; undefined for none. */
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
    .where('users.email', '=', email)
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

/** Whether the member's account can be used at present. */
export async function isActiveMember(db: Kysely<DB>, scope: OrgScope, userId: string): Promise<boolean> {
  const active = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('users.id')
    .where('memberships.organization_id', '=', scope.id)
    .where('memberships.user_id', '=', userId)
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

export function deleteMembership(db: Kysely<DB>, scope: OrgScope, userId: string) {
  return db
    .deleteFrom('memberships')
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .execute();
}
