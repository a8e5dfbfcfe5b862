import { isId } from '../../database/ids.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changeProject, createProject, removeProject, setArchived } from './actions.ts';
import { createProjectInput, projectInput, updateProjectInput } from './input.ts';
import { mayManage } from './levels.ts';
import { listProjects } from './queries.ts';
import { organizationById } from '../organization/loaders.ts';
import { projectById } from './loaders.ts';
import { userById } from '../user/loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    project: (_parent, { id }, context) => (isId(id) ? context.load(projectById, id.toLowerCase()) : null),
    projects: (_parent, args, { tenant }) => listProjects(tenant, args),
  },
  Organization: {
    projects: ({ id }, args, context) => listProjects(context.tenantOf(id), args),
  },
  Project: {
    organization: async ({ organizationId }, _args, context) =>
      (await context.load(organizationById, organizationId))!,
    createdBy: ({ createdById }, _args, context) =>
      createdById ? context.load(userById, createdById) : null,
    viewerCanUpdate: ({ id }, _args, context) => mayManage(context, id),
    viewerCanDelete: ({ id }, _args, context) => mayManage(context, id),
  },
  Mutation: {
    createProject: payload(createProjectInput, async (context, input) => ({
      project: await createProject(context, input),
    })),
    updateProject: payload(updateProjectInput, async (context, input) => ({
      project: await changeProject(context, input),
    })),
    archiveProject: payload(projectInput, async (context, input) => ({
      project: await setArchived(context, input, true),
    })),
    restoreProject: payload(projectInput, async (context, input) => ({
      project: await setArchived(context, input, false),
    })),
    deleteProject: payload(projectInput, async (context, input) => {
      await removeProject(context, input);
      return { deletedId: input.id };
    }),
  },
};
