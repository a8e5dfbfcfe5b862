import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { isSameValue } from '../../database/changed-values.ts';
import { forbidden, UserErrors, userError } from '../../errors.ts';
import { publishChange } from '../event/publish.ts';
import { recordChange } from '../event/record.ts';
import { findLabelIdsOfTasks, replaceTaskLabels } from '../label/queries.ts';
import type { moveTaskInput, NewTask, taskInput, TaskUpdate } from './input.ts';
import { appendingPositions, positionAtEnd, positionBeside, shortenPositions } from './positions.ts';
import {
  deleteTasks,
  findTasksByIds,
  insertTasks,
  lockTasks,
  type TaskRow,
  unassignTasks,
} from './queries.ts';
import { changedState, emptyTask, stateOf } from './state.ts';
import { findInOrder, labelsById, refuse, taskFault, writeStates } from './write.ts';
import { lockProjects, missingReferences, notFound, type PathTo, projectFault } from './references.ts';

const noPath: PathTo = () => [];

/** Makes tasks at the ends of their projects, all or none. */
export async function createTasks(
  context: Context,
  wanted: NewTask[],
  pathTo: PathTo = noPath,
): Promise<TaskRow[]> {
  const { db, scope, actorId } = context;
  const projectIds = [...new Set(wanted.map(({ projectId }) => projectId))];
  const projects = await lockProjects(db, scope, projectIds);
  const faults = wanted.map(({ projectId }, index) =>
    projectFault(projects.get(projectId), ...pathTo(index), 'projectId'),
  );
  refuse([...faults, ...(await missingReferences(context, wanted, pathTo))]);
  const positionIn = await appendingPositions(db, scope, projectIds);
  const states = wanted.map((task) => ({
    ...changedState(emptyTask, task),
    projectId: task.projectId,
    position: positionIn(task.projectId),
  }));
  const ids = await insertTasks(db, scope, states, actorId);
  await replaceTaskLabels(db, scope, labelsById(ids, wanted));
  const tasks = await findInOrder(context, ids);
  await recordChange(
    context,
    'task',
    tasks.map((after) => ({ after })),
  );
  return tasks;
}

/** Changes what each update names, all or none. */
export async function changeTasks(
  context: Context,
  wanted: TaskUpdate[],
  pathTo: PathTo = noPath,
): Promise<TaskRow[]> {
  const { db, scope } = context;
  const locked = await lockTasks(
    db,
    scope,
    wanted.map(({ id }) => id),
  );
  const faults = wanted.map((update, index) =>
    taskFault(locked, wanted.findIndex(({ id }) => id === update.id) === index, update, pathTo(index)),
  );
  // A suspended member keeps the tasks that they have.
  const named = wanted.map(({ id, assigneeId, labelIds }) => ({
    assigneeId: assigneeId === locked.get(id)?.assigneeId ? null : assigneeId,
    labelIds,
  }));
  refuse([...faults, ...(await missingReferences(context, named, pathTo))]);
  const labelled = labelsById(
    wanted.map(({ id }) => id),
    wanted,
  );
  const labelsBefore = await findLabelIdsOfTasks(db, scope, [...labelled.keys()]);
  const states = wanted.map((update) => ({ ...changedState(locked.get(update.id)!, update), id: update.id }));
  const relabelled = [...labelled].filter(([id, ids]) => !isSameValue(ids, labelsBefore.get(id) ?? []));
  await replaceTaskLabels(db, scope, new Map(relabelled));
  return writeStates(context, locked, states, (id) => {
    const labels = labelled.get(id);
    return labels && { before: labelsBefore.get(id) ?? [], after: labels.toSorted() };
  });
}

/** Puts a task beside another one, or at the end of a project. */
export async function moveTask(
  context: Context,
  { id, projectId, afterId, beforeId, expectedVersion }: z.output<typeof moveTaskInput>,
): Promise<TaskRow> {
  const { db, scope } = context;
  const [seen] = await findTasksByIds(db, scope, [id]);
  if (!seen) throw new UserErrors([notFound('task', 'id')]);
  const target = projectId ?? seen.projectId;
  const projects = await lockProjects(db, scope, [target]);
  const fault = target === seen.projectId ? undefined : projectFault(projects.get(target), 'projectId');
  const locked = await lockTasks(db, scope, [id]);
  refuse([fault, taskFault(locked, true, { id, expectedVersion }, [])]);
  const task = locked.get(id)!;
  if (!projectId && task.projectId !== target)
    throw userError('STALE_VERSION', 'The task was moved to another project meanwhile.', 'id');
  const neighborId = afterId ?? beforeId;
  const [side, field] = afterId ? (['after', 'afterId'] as const) : (['before', 'beforeId'] as const);
  const placeOf = async (each: TaskRow) => {
    const found = neighborId
      ? await positionBeside(db, scope, { projectId: target, moved: each, side, neighborId })
      : await positionAtEnd(db, scope, { projectId: target, moved: each });
    if (!found) throw userError('NOT_FOUND', 'No such task.', field);
    return found;
  };
  let present = locked;
  let position = await placeOf(task);
  if (position !== task.position && (await shortenPositions(db, target, position))) {
    present = await lockTasks(db, scope, [id]);
    position = await placeOf(present.get(id)!);
  }
  const state = { ...stateOf(present.get(id)!), id, projectId: target, position };
  const [moved] = await writeStates(context, present, [state]);
  return moved!;
}

/** Puts a task away, or brings it back. */
export async function setArchived(
  context: Context,
  { id, expectedVersion }: z.output<typeof taskInput>,
  archived: boolean,
): Promise<TaskRow> {
  const locked = await lockTasks(context.db, context.scope, [id]);
  refuse([taskFault(locked, true, { id, expectedVersion }, [])]);
  const [task] = await writeStates(context, locked, [{ ...stateOf(locked.get(id)!), id, archived }]);
  return task!;
}

/** Whether the viewer may delete the task: their own, or as an administrator any. */
export const mayDelete = (context: Context, { createdById }: TaskRow): boolean =>
  context.can('task.deleteOthers') ||
  (context.can('task.write') && createdById !== null && createdById === context.actorId);

/** Deletes tasks, all or none. @throws FORBIDDEN for a member who did not make one of them */
export async function removeTasks(
  context: Context,
  wanted: z.output<typeof taskInput>[],
  pathToId: PathTo = () => ['id'],
): Promise<void> {
  const { db, scope } = context;
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const locked = await lockTasks(db, scope, ids);
  refuse(wanted.map((each, index) => taskFault(locked, true, each, [], pathToId(index))));
  const tasks = [...locked.values()];
  if (!tasks.every((task) => mayDelete(context, task))) {
    throw forbidden("Only an administrator deletes somebody else's task.");
  }
  await deleteTasks(db, scope, ids);
  await recordChange(
    context,
    'task',
    tasks.map((before) => ({ before })),
  );
}

/** Takes a member's tasks from them. */
export async function unassignMember({ db, scope, actorId }: Context, userId: string): Promise<void> {
  const tasks = await unassignTasks(db, scope, userId, actorId);
  await publishChange(
    db,
    'task',
    tasks.map((task) => ({ before: { ...task, assigneeId: userId }, after: { ...task, assigneeId: null } })),
  );
}
