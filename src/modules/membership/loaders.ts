import type { Context } from '../../core/context.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId, byKey, groupByKey } from '../../database/loader.ts';
import { listMembershipsOfUsers, listOwnMemberships, type MembershipListArgs } from './lists.ts';
import { findMembershipsByIds, findMembershipsByUsers, findOwnMemberships } from './queries.ts';

const membershipsOfViewer = defineLoader(async (context, userIds) => {
  const [userId] = userIds;
  return [await findOwnMemberships(context.db, userId!)];
});

/** The viewer's memberships, in every organization. */
export const ownMemberships = (context: Context) => context.load(membershipsOfViewer, context.viewer.id);

export const ownMembershipByOrganization = defineLoader(async (context, organizationIds) =>
  byKey(organizationIds, await ownMemberships(context), (row) => row.organizationId),
);

/** Loads from the selected organization. */
export const membershipById = defineLoader(async (context, ids) =>
  byId(ids, await findMembershipsByIds(context.tenant, ids)),
);

/** The memberships of other users in the selected organization: none or one each. */
export const membershipsByUser = defineLoader(async (context, userIds) =>
  groupByKey(
    userIds,
    context.hasScope ? await findMembershipsByUsers(context.tenant, userIds) : [],
    (row) => row.userId,
  ),
);

/** A page of the viewer's memberships, in every organization. */
export const ownMembershipPage = defineLoader(async (context, userIds, args: MembershipListArgs) => {
  const [userId] = userIds;
  return [await listOwnMemberships(context.db, userId!, args)];
});

/**
 * The same page of several other users' memberships.
 *
 * Security: a page of another user's memberships would reveal their other organizations. It contains only the
 * membership in the selected organization.
 */
export const membershipPageByUser = defineLoader((context, userIds, args: MembershipListArgs) =>
  listMembershipsOfUsers(context.hasScope ? context.tenant : undefined, userIds, args),
);
