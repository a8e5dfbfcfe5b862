import { z } from 'zod';
import { concerning, expectedVersion, fault, id, ids, items, text, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';

const MAX_TASKS = 100;

const title = name({ max: 200 });
const description = text({ max: 10_000 }).nullish();
export const taskStatuses = ['TODO', 'IN_PROGRESS', 'DONE'] as const;
const status = z.enum(taskStatuses);
const priority = z.enum(['LOW', 'MEDIUM', 'HIGH', 'URGENT']);
const assigneeId = id('member').nullish();
const dueAt = z.string().nullish();
const labelIds = ids('label', 20).nullish();

export const createTaskInput = z.object({
  projectId: id('project'),
  title,
  description,
  status,
  priority,
  assigneeId,
  dueAt,
  labelIds,
});
export const updateTaskInput = z.object({
  id: id('task'),
  title: unlessNull(title),
  description,
  status: unlessNull(status),
  priority: unlessNull(priority),
  assigneeId,
  dueAt,
  labelIds,
  expectedVersion,
});
export const moveTaskInput = z
  .object({
    id: id('task'),
    projectId: id('project').nullish(),
    afterId: id('task').nullish(),
    beforeId: id('task').nullish(),
    expectedVersion,
  })
  .superRefine(
    (input, context) => {
      const { afterId, beforeId } = input;
      if (afterId && beforeId)
        context.addIssue(fault('INVALID', 'must not be given together with `afterId`', 'beforeId'));
      for (const field of ['afterId', 'beforeId'] as const) {
        if (input[field] === input.id)
          context.addIssue(fault('INVALID', 'must be another task than the one to move', field));
      }
    },
    concerning('id', 'afterId', 'beforeId'),
  );
/** The input of mutations that need only the task: archive, restore, delete. */
export const taskInput = z.object({ id: id('task'), expectedVersion });
export const createTasksInput = z.object({ tasks: items(createTaskInput, MAX_TASKS) });
export const updateTasksInput = z.object({ tasks: items(updateTaskInput, MAX_TASKS) });
export const deleteTasksInput = z.object({ ids: items(id('task'), MAX_TASKS) });

export type NewTask = z.output<typeof createTaskInput>;
export type TaskUpdate = z.output<typeof updateTaskInput>;
