import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { task: can('task.see'), tasks: can('task.see') },
  Mutation: {
    createTask: can('task.write'),
    updateTask: can('task.write'),
    deleteTask: can('task.write'),
  },
};
