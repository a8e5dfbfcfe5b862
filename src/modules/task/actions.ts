import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { requireVersion } from '../../database/version.ts';
import { forbidden, UserErrors } from '../../errors.ts';
import type { UserError } from '../../generated/graphql.ts';
import { publishChange } from '../event/publish.ts';
import type { createTaskInput, deleteTaskInput, updateTaskInput } from './input.ts';
import { deleteTask, findTaskReferences, insertTask, lockTask, type TaskRow, updateTask } from './queries.ts';

export async function createTask(
  context: Context,
  input: z.output<typeof createTaskInput>,
): Promise<TaskRow> {
  const { db, scope, actorId } = context;
  await requireReferences(context, input);
  const task = await insertTask(db, scope, { ...input, createdById: actorId });
  await publishChange(db, 'task', [{ after: task }]);
  return task;
}

/** Changes what the input names. */
export async function changeTask(
  context: Context,
  { id, expectedVersion, ...wanted }: z.output<typeof updateTaskInput>,
): Promise<TaskRow> {
  const { db, scope } = context;
  const before = requireVersion(await lockTask(db, scope, id), 'task', expectedVersion);
  await requireReferences(context, wanted);
  const after = await updateTask(db, scope, id, wanted);
  await publishChange(db, 'task', [{ before, after }]);
  return after;
}

/** Whether the viewer may delete the task: their own, or as an administrator any. */
export const mayDelete = (context: Context, { createdById }: TaskRow): boolean =>
  context.can('task.deleteOthers') ||
  (context.can('task.write') && createdById !== null && createdById === context.actorId);

/** Deletes a task. @throws FORBIDDEN for a member who did not make it */
export async function removeTask(
  context: Context,
  { id, expectedVersion }: z.output<typeof deleteTaskInput>,
): Promise<void> {
  const { db, scope } = context;
  const task = requireVersion(await lockTask(db, scope, id), 'task', expectedVersion);
  if (!mayDelete(context, task)) throw forbidden("Only an administrator deletes somebody else's task.");
  await deleteTask(db, scope, id);
  await publishChange(db, 'task', [{ before: task }]);
}

/** @throws NOT_FOUND for a foreign project, for an assignee who is no member, for both at once */
async function requireReferences(
  { db, scope }: Context,
  references: { projectId?: string; assigneeId?: string | null },
): Promise<void> {
  const { projectId, assigneeId } = references;
  if (projectId === undefined && assigneeId == null) return;
  const found = await findTaskReferences(db, scope, references);
  const errors: UserError[] = [];
  if (projectId !== undefined && !found.project) {
    errors.push({ code: 'NOT_FOUND', message: 'No such project.', field: ['projectId'] });
  }
  if (assigneeId != null && !found.assignee) {
    errors.push({ code: 'NOT_FOUND', message: 'No such member.', field: ['assigneeId'] });
  }
  if (errors.length > 0) throw new UserErrors(errors);
}
