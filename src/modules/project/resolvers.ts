import { isId } from '../../database/ids.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changeProject, createProject, removeProject, setArchived } from './actions.ts';
import { createProjectInput, projectInput, updateProjectInput } from './input.ts';
import { listProjects } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    project: (_parent, { id }, { loaders }) => (isId(id) ? loaders.projectById.load(id.toLowerCase()) : null),
    projects: (_parent, args, { db, scope }) => listProjects(db, scope, args),
  },
  Organization: {
    projects: ({ id }, args, context) => listProjects(context.db, context.scopeOf(id), args),
  },
  Project: {
    organization: async ({ organizationId }, _args, { loaders }) =>
      (await loaders.organizationById.load(organizationId))!,
    createdBy: ({ createdById }, _args, { loaders }) =>
      createdById ? loaders.userById.load(createdById) : null,
    viewerCanUpdate: (_project, _args, context) => context.can('project.manage'),
    viewerCanDelete: (_project, _args, context) => context.can('project.manage'),
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
