import { canManageProjectMembers } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    addProjectMember: canManageProjectMembers,
    updateProjectMember: canManageProjectMembers,
    removeProjectMember: canManageProjectMembers,
  },
};
