import { hasPermission } from '../../authorization/permission-checks.ts';
import { isId } from '../../database/ids.ts';
import { eventsOf, isDeleted } from '../../events/subscription.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { membershipsByUser } from '../membership/loaders.ts';
import { viewerCan } from '../membership/viewer-permissions.ts';
import { handlesIn } from '../notification/team-mentions.ts';
import { changeTeam, createTeam, removeTeam } from './actions.ts';
import {
  addTeamMemberInput,
  createTeamInput,
  deleteTeamInput,
  removeTeamMemberInput,
  setTeamLeadInput,
  updateTeamInput,
} from './input.ts';
import {
  leadOfTeam,
  managesMembersOf,
  membersOfTeam,
  teamByHandle,
  teamById,
  teamsOfMember,
} from './loaders.ts';
import { addTeamMember, removeTeamMember, setTeamLead } from './members.ts';
import { listTeams } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    team: (_parent, { id }, context) => (isId(id) ? context.load(teamById, id.toLowerCase()) : null),
    teams: (_parent, args, { tenant }) => listTeams(tenant, args),
  },
  Organization: {
    viewerCanCreateTeams: viewerCan('team.manage'),
  },
  Comment: {
    mentionedTeams: async ({ body }, _args, context) => {
      const teams = await Promise.all(handlesIn(body).map((handle) => context.load(teamByHandle, handle)));
      return teams.filter((team) => team !== undefined);
    },
  },
  Membership: {
    teams: ({ organizationId, userId }, _args, context) => {
      context.tenantOf(organizationId);
      return context.load(teamsOfMember, userId);
    },
  },
  Team: {
    parent: ({ parentId }, _args, context) => (parentId ? context.load(teamById, parentId) : null),
    lead: async ({ id }, _args, context) => {
      const userId = await context.load(leadOfTeam, id);
      return userId ? (await context.load(membershipsByUser, userId))[0]! : null;
    },
    members: ({ id }, args, context) => context.load(membersOfTeam, id, args),
    viewerCanUpdate: (_team, _args, context) => hasPermission(context, 'team.manage'),
    viewerCanDelete: (_team, _args, context) => hasPermission(context, 'team.manage'),
    viewerCanManageMembers: ({ id }, _args, context) => context.load(managesMembersOf, id),
  },
  Mutation: {
    createTeam: payload(createTeamInput, createTeam),
    updateTeam: payload(updateTeamInput, changeTeam),
    deleteTeam: payload(deleteTeamInput, removeTeam),
    addTeamMember: payload(addTeamMemberInput, addTeamMember),
    removeTeamMember: payload(removeTeamMemberInput, removeTeamMember),
    setTeamLead: payload(setTeamLeadInput, setTeamLead),
  },
  Subscription: {
    teamEvents: eventsOf('team'),
  },
  TeamEvent: {
    teamId: ({ id }) => id,
    team: (change, _args, context) => (isDeleted(change) ? null : context.load(teamById, change.id)),
  },
};
