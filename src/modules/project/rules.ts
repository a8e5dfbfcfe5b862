import { hasRole } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { project: hasRole('MEMBER'), projects: hasRole('MEMBER') },
  Mutation: {
    createProject: hasRole('ADMIN'),
    updateProject: hasRole('ADMIN'),
    deleteProject: hasRole('ADMIN'),
  },
};
