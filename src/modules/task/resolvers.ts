import { isId } from '../../database/ids.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import {
  changeTasks,
  createTasks,
  mayChange,
  mayDelete,
  moveTask,
  removeTasks,
  setArchived,
} from './actions.ts';
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
import { searchTasks } from './search-queries.ts';
import { labelsOfTask } from '../label/loaders.ts';
import { organizationById } from '../organization/loaders.ts';
import { projectById } from '../project/loaders.ts';
import { withoutHidden } from './history.ts';
import { historyOfTask, taskById, taskCountsOfProject, tasksOfProject } from './loaders.ts';
import { userById } from '../user/loaders.ts';

const inTasks = (index: number) => ['tasks', String(index)];

export const resolvers: Resolvers = {
  Query: {
    task: (_parent, { id }, context) => (isId(id) ? context.load(taskById, id.toLowerCase()) : null),
    tasks: (_parent, args, { tenant }) => listTasks(tenant, args),
    search: async (_parent, { query, first }, { tenant }) =>
      (await searchTasks(tenant, { query, first })).nodes,
    searchTasks: (_parent, args, { tenant }) => searchTasks(tenant, args),
  },
  Project: {
    tasks: ({ id }, args, context) => context.load(tasksOfProject, id, args),
    taskCounts: ({ id }, _args, context) => context.load(taskCountsOfProject, id),
  },
  Task: {
    priority: ({ priority }) => priorities[priority]!,
    project: async ({ projectId }, _args, context) => (await context.load(projectById, projectId))!,
    organization: async (_task, _args, context) => (await context.load(organizationById, context.scope.id))!,
    assignee: ({ assigneeId }, _args, context) => (assigneeId ? context.load(userById, assigneeId) : null),
    labels: ({ id }, _args, context) => context.load(labelsOfTask, id),
    history: ({ id }, args, context) => context.load(historyOfTask, id, args),
    createdBy: ({ createdById }, _args, context) =>
      createdById ? context.load(userById, createdById) : null,
    viewerCanUpdate: (task, _args, context) => mayChange(context, task),
    viewerCanDelete: (task, _args, context) => mayDelete(context, task),
  },
  SearchHit: { task: (hit) => hit },
  TaskChange: {
    actor: ({ actorId }, _args, context) => (actorId ? context.load(userById, actorId) : null),
    fields: ({ fields }, _args, context) => Promise.all(fields.map((each) => withoutHidden(context, each))),
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
