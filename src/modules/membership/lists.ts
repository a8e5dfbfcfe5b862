import { sql } from 'kysely';
import type { ServingDb, TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import { foldedText, mentions, searchIn } from '../../database/filter.ts';
import { emptyPage } from '../../database/pagination.ts';
import type { MembershipFilter, MembershipOrder } from '../../generated/graphql.ts';
import { shownEmail } from '../user/queries.ts';
import { membershipsIn, membershipsOf } from './queries.ts';
import type { MembershipPage } from './rows.ts';

export type MembershipListArgs = ListArgs<MembershipOrder, MembershipFilter>;

const memberships = defineList<MembershipOrder, MembershipFilter>({
  table: 'memberships',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    NAME: { column: 'full_name', type: 'text', expression: foldedText(sql.ref('users.full_name')) },
  },
  filters: {
    role: 'text',
    kind: 'text',
    status: {
      column: 'member_suspended_at',
      type: 'text',
      expression: sql`case when app.membership_holds(memberships.member_suspended_at, memberships.member_suspended_until)
        then 'ACTIVE' else 'SUSPENDED' end`,
    },
    userId: 'uuid',
    createdAt: 'timestamptz',
    search: searchIn(sql.ref('users.full_name'), shownEmail),
  },
});

/** Joins `users` if the list is sorted or searched by its columns. */
const withUsers = (query: ReturnType<typeof membershipsIn>, { filter, orderBy }: MembershipListArgs) =>
  orderBy?.field === 'NAME' || mentions(filter, 'search')
    ? query.innerJoin('users', 'users.id', 'memberships.user_id')
    : query;

/** Selects the matching members of the organization, and one page of them. */
export const membershipList = (tenant: TenantDb, args: MembershipListArgs) =>
  memberships.select(withUsers(membershipsIn(tenant), args), args);

/** Returns a page of the organization's members. */
export const listMemberships = (tenant: TenantDb, args: MembershipListArgs): Promise<MembershipPage> =>
  memberships.page(withUsers(membershipsIn(tenant), args), args);

/** Returns a page of the user's memberships in every organization. */
export const listOwnMemberships = (
  db: ServingDb,
  userId: string,
  args: MembershipListArgs,
): Promise<MembershipPage> => memberships.page(withUsers(membershipsOf(db, userId), args), args);

/**
 * Returns the same page of each user's memberships in the organization: none or one each. Without an organization, the
 * pages are empty.
 */
export async function listMembershipsOfUsers(
  tenant: TenantDb | undefined,
  userIds: readonly string[],
  args: MembershipListArgs,
): Promise<MembershipPage[]> {
  if (!tenant) {
    memberships.checkPage(args);
    return userIds.map(() => emptyPage());
  }
  const matching = withUsers(membershipsIn(tenant), args);
  return memberships.pages(tenant.db, matching, 'memberships.user_id', userIds, args);
}

/** The members of the organization's teams, once for each of their teams. */
const inTeams = (tenant: TenantDb, args: MembershipListArgs) =>
  withUsers(membershipsIn(tenant), args)
    .innerJoin('team_members', 'team_members.user_id', 'memberships.user_id')
    .where('team_members.organization_id', '=', tenant.scope.id);

/** Selects the matching members of teams, and one page of them. */
export const teamMembershipList = (tenant: TenantDb, args: MembershipListArgs) =>
  memberships.select(inTeams(tenant, args), args);

/** Returns the same page of each team's members. */
export const listMembershipsOfTeams = (
  tenant: TenantDb,
  teamIds: readonly string[],
  args: MembershipListArgs,
): Promise<MembershipPage[]> =>
  memberships.pages(tenant.db, inTeams(tenant, args), 'team_members.team_id', teamIds, args);
