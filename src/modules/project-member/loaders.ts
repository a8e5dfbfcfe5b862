import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findProjectMembersByIds, listMembersOfProjects, type ProjectMemberListArgs } from './queries.ts';

/** Loads from the selected organization. */
export const projectMemberById = defineLoader(async (context, ids) =>
  byId(ids, await findProjectMembersByIds(context.tenant, ids)),
);

/** The same page of several projects' members. */
export const membersOfProject = defineLoader((context, ids, args: ProjectMemberListArgs) =>
  listMembersOfProjects(context.tenant, ids, args),
);
