import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId, byKey, groupByKey } from '../../database/loader.ts';
import {
  findMembershipsByIds,
  findMembershipsByUsers,
  findOwnMemberships,
  type MembershipRow,
} from './queries.ts';

export function membershipLoaders(context: Context) {
  const own = new DataLoader<string, MembershipRow[]>(async (userIds) => {
    const [userId] = userIds;
    return [await findOwnMemberships(context.db, userId!)];
  });
  /** The viewer's memberships, in every organization. */
  const ownMemberships = () => own.load(context.viewer.id);
  return {
    ownMemberships,
    ownMembershipByOrganization: new DataLoader<string, MembershipRow | undefined>(async (organizationIds) =>
      byKey(organizationIds, await ownMemberships(), (row) => row.organizationId),
    ),
    /** In the selected organization. */
    membershipById: new DataLoader<string, MembershipRow | undefined>(async (ids) =>
      byId(ids, await findMembershipsByIds(context.db, context.scope, ids)),
    ),
    /** Other people's memberships in the selected organization: none or one each. */
    membershipsByUser: new DataLoader<string, MembershipRow[]>(async (userIds) =>
      groupByKey(
        userIds,
        context.hasScope ? await findMembershipsByUsers(context.db, context.scope, userIds) : [],
        (row) => row.userId,
      ),
    ),
  };
}
