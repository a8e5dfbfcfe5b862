import { isId } from '../../database/ids.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changeTasks, createTasks, mayDelete, moveTask, removeTasks, setArchived } from './actions.ts';
import {
  createTaskInput,
  createTasksInput,
  deleteTasksInput,
  moveTaskInput,
  taskInput,
  updateTaskInput,
  updateTasksInput,
} from './input.ts';
import { listTasks } from './lists.ts';
import { priorities } from './priority.ts';
import { searchTasks } from './search.ts';

const inTasks = (index: number) => ['tasks', String(index)];

export const resolvers: Resolvers = {
  Query: {
    task: (_parent, { id }, { loaders }) => (isId(id) ? loaders.taskById.load(id.toLowerCase()) : null),
    tasks: (_parent, args, { db, scope }) => listTasks(db, scope, args),
    search: async (_parent, { query, first }, { db, scope }) =>
      (await searchTasks(db, scope, { query, first })).nodes,
    searchTasks: (_parent, args, { db, scope }) => searchTasks(db, scope, args),
  },
  Project: {
    tasks: ({ id }, args, { loaders }) => loaders.tasksOfProject(args).load(id),
    taskCounts: ({ id }, _args, { loaders }) => loaders.taskCountsOfProject.load(id),
  },
  Task: {
    priority: ({ priority }) => priorities[priority]!,
    project: async ({ projectId }, _args, { loaders }) => (await loaders.projectById.load(projectId))!,
    organization: async (_task, _args, { loaders, scope }) =>
      (await loaders.organizationById.load(scope.id))!,
    assignee: ({ assigneeId }, _args, { loaders }) => (assigneeId ? loaders.userById.load(assigneeId) : null),
    labels: ({ id }, _args, { loaders }) => loaders.labelsOfTask.load(id),
    history: ({ id }, args, { loaders }) => loaders.historyOfTask(args).load(id),
    createdBy: ({ createdById }, _args, { loaders }) =>
      createdById ? loaders.userById.load(createdById) : null,
    viewerCanUpdate: (_task, _args, context) => context.can('task.write'),
    viewerCanDelete: (task, _args, context) => mayDelete(context, task),
  },
  SearchHit: { task: (hit) => hit },
  TaskChange: {
    actor: ({ actorId }, _args, { loaders }) => (actorId ? loaders.userById.load(actorId) : null),
  },
  Mutation: {
    createTask: payload(createTaskInput, async (context, input) => {
      const [task] = await createTasks(context, [input]);
      return { task };
    }),
    createTasks: payload(createTasksInput, async (context, { tasks }) => ({
      tasks: await createTasks(context, tasks, inTasks),
    })),
    updateTask: payload(updateTaskInput, async (context, input) => {
      const [task] = await changeTasks(context, [input]);
      return { task };
    }),
    updateTasks: payload(updateTasksInput, async (context, { tasks }) => ({
      tasks: await changeTasks(context, tasks, inTasks),
    })),
    moveTask: payload(moveTaskInput, async (context, input) => ({ task: await moveTask(context, input) })),
    archiveTask: payload(taskInput, async (context, input) => ({
      task: await setArchived(context, input, true),
    })),
    restoreTask: payload(taskInput, async (context, input) => ({
      task: await setArchived(context, input, false),
    })),
    deleteTask: payload(taskInput, async (context, input) => {
      await removeTasks(context, [input]);
      return { deletedId: input.id };
    }),
    deleteTasks: payload(deleteTasksInput, async (context, { ids }) => {
      await removeTasks(
        context,
        ids.map((id) => ({ id })),
        (index) => ['ids', String(index)],
      );
      return { deletedIds: ids };
    }),
  },
};
