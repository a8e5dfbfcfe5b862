import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { projectById } from '../project/loaders.ts';
import { teamById } from '../team/loaders.ts';
import { addTeam, changeTeam, removeTeam } from './actions.ts';
import { addProjectTeamInput, removeProjectTeamInput, updateProjectTeamInput } from './input.ts';
import { projectsOfTeam, teamsOfProject } from './loaders.ts';

export const resolvers: Resolvers = {
  Project: {
    teams: ({ id }, args, context) => context.load(teamsOfProject, id, args),
  },
  Team: {
    projects: ({ id }, args, context) => context.load(projectsOfTeam, id, args),
  },
  ProjectTeam: {
    project: async ({ projectId }, _args, context) => (await context.load(projectById, projectId))!,
    team: async ({ teamId }, _args, context) => (await context.load(teamById, teamId))!,
  },
  Mutation: {
    addProjectTeam: payload(addProjectTeamInput, addTeam),
    updateProjectTeam: payload(updateProjectTeamInput, changeTeam),
    removeProjectTeam: payload(removeProjectTeamInput, removeTeam),
  },
};
