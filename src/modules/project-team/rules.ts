import { canManageProjectMembers } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    addProjectTeam: canManageProjectMembers,
    updateProjectTeam: canManageProjectMembers,
    removeProjectTeam: canManageProjectMembers,
  },
};
