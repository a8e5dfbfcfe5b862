import { defineLoader } from '../../core/define-loader.ts';
import { byId, byKey, groupByKey } from '../../database/loader.ts';
import { listMembershipsOfTeams, type MembershipListArgs } from '../membership/lists.ts';
import { findManaged } from './managers.ts';
import { findLeads } from './member-queries.ts';
import { findTeamsByHandles, findTeamsByIds, findTeamsOfMembers } from './queries.ts';

/** Loads from the selected organization. */
export const teamById = defineLoader(async (context, ids) =>
  byId(ids, await findTeamsByIds(context.tenant, ids)),
);

/** The same page of several teams' members. */
export const membersOfTeam = defineLoader((context, ids, args: MembershipListArgs) =>
  listMembershipsOfTeams(context.tenant, ids, args),
);

/** The user id of a team's lead; undefined without one. */
export const leadOfTeam = defineLoader(async (context, ids) => {
  const leads = new Map((await findLeads(context.tenant, ids)).map(({ teamId, userId }) => [teamId, userId]));
  return ids.map((id) => leads.get(id));
});

/** The teams of a member of the selected organization, sorted by name. */
export const teamsOfMember = defineLoader(async (context, userIds) =>
  groupByKey(userIds, await findTeamsOfMembers(context.tenant, userIds), (row) => row.userId),
);

/** Whether the viewer may manage the members of a team. */
export const managesMembersOf = defineLoader(async (context, ids) => {
  const managed = await findManaged(context, ids);
  return ids.map((id) => managed.has(id));
});

export const teamByHandle = defineLoader(async (context, handles) =>
  byKey(handles, await findTeamsByHandles(context.tenant, handles), (row) => row.handle),
);
