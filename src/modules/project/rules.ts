import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { project: can('project.see'), projects: can('project.see') },
  Mutation: {
    createProject: can('project.manage'),
    updateProject: can('project.manage'),
    archiveProject: can('project.manage'),
    restoreProject: can('project.manage'),
    deleteProject: can('project.manage'),
  },
};
