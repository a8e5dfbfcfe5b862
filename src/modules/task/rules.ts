import { hasRole } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { task: hasRole('MEMBER'), tasks: hasRole('MEMBER') },
  Mutation: {
    createTask: hasRole('MEMBER'),
    updateTask: hasRole('MEMBER'),
    deleteTask: hasRole('MEMBER'),
  },
};
