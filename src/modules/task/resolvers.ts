import { isId } from '../../database/ids.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changeTask, createTask, mayDelete, removeTask } from './actions.ts';
import { createTaskInput, deleteTaskInput, updateTaskInput } from './input.ts';
import { listTasks } from './lists.ts';
import { priorities } from './priority.ts';

export const resolvers: Resolvers = {
  Query: {
    task: (_parent, { id }, { loaders }) => (isId(id) ? loaders.taskById.load(id.toLowerCase()) : null),
    tasks: (_parent, args, { db, scope }) => listTasks(db, scope, args),
  },
  Project: {
    tasks: ({ id }, args, { loaders }) => loaders.tasksOfProject(args).load(id),
  },
  Task: {
    priority: ({ priority }) => priorities[priority]!,
    project: async ({ projectId }, _args, { loaders }) => (await loaders.projectById.load(projectId))!,
    assignee: ({ assigneeId }, _args, { loaders }) => (assigneeId ? loaders.userById.load(assigneeId) : null),
    createdBy: ({ createdById }, _args, { loaders }) =>
      createdById ? loaders.userById.load(createdById) : null,
    viewerCanUpdate: (_task, _args, context) => context.can('task.write'),
    viewerCanDelete: (task, _args, context) => mayDelete(context, task),
  },
  Mutation: {
    createTask: payload(createTaskInput, async (context, input) => ({
      task: await createTask(context, input),
    })),
    updateTask: payload(updateTaskInput, async (context, input) => ({
      task: await changeTask(context, input),
    })),
    deleteTask: payload(deleteTaskInput, async (context, input) => {
      await removeTask(context, input);
      return { deletedId: input.id };
    }),
  },
};
