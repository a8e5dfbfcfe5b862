import { hasRole } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    addMember: hasRole('ADMIN'),
    updateMemberRole: hasRole('ADMIN'),
    removeMember: hasRole('ADMIN'),
  },
};
