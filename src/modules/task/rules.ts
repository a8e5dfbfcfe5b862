import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

const reads = can('task.see');
const writes = can('task.write');

export const rules: RuleTree = {
  Query: { task: reads, tasks: reads, search: reads, searchTasks: reads },
  Mutation: {
    createTask: writes,
    createTasks: writes,
    updateTask: writes,
    updateTasks: writes,
    moveTask: writes,
    archiveTask: writes,
    restoreTask: writes,
    deleteTask: writes,
    deleteTasks: writes,
  },
};
