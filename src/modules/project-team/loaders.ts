import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import {
  findProjectTeamsByIds,
  listProjectsOfTeams,
  listTeamsOfProjects,
  type ProjectTeamListArgs,
} from './queries.ts';

/** Loads from the selected organization. */
export const projectTeamById = defineLoader(async (context, ids) =>
  byId(ids, await findProjectTeamsByIds(context.tenant, ids)),
);

/** The same page of several projects' teams. */
export const teamsOfProject = defineLoader((context, ids, args: ProjectTeamListArgs) =>
  listTeamsOfProjects(context.tenant, ids, args),
);

/** The same page of the projects of several teams, of those that the viewer sees. */
export const projectsOfTeam = defineLoader((context, ids, args: ProjectTeamListArgs) =>
  listProjectsOfTeams(context.tenant, ids, args),
);
