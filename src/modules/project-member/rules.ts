import { canManageProjects } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    addProjectMember: canManageProjects,
    updateProjectMember: canManageProjects,
    removeProjectMember: canManageProjects,
  },
};
