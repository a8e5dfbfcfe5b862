import { can, canManageProjects } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { project: can('project.see'), projects: can('project.see') },
  Mutation: {
    createProject: can('project.manage'),
    updateProject: canManageProjects,
    archiveProject: canManageProjects,
    restoreProject: canManageProjects,
    deleteProject: canManageProjects,
  },
};
