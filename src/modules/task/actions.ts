import { hasPermission } from '../../authorization/permission-checks.ts';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { isSameValue } from '../../database/changed-values.ts';
import { forbidden, UserErrors, userError } from '../../errors.ts';
import type { RowChange } from '../../events/change.ts';
import { publishChange } from '../../events/publish.ts';
import { recordChange } from '../../events/record.ts';
import { hasLevel, requireLevel } from '../project/levels.ts';
import { findLabelIdsOfTasks, replaceTaskLabels } from '../label/queries.ts';
import { taskEvents } from './events.ts';
import type { moveTaskInput, NewTask, taskInput, TaskUpdate } from './input.ts';
import { positionAtEnd, positionBeside, shortenPositions } from './positions.ts';
import { appendTasks } from './append-queries.ts';
import { deleteTasks, findTasksByIds, lockTasks, unassignTasks } from './queries.ts';
import { changedState, emptyTask, stateOf } from './state.ts';
import { isPlain, updateOne } from './update-one.ts';
import { labelsById, throwUserErrors, taskFault, writeStates } from './write.ts';
import { lockProjects, missingReferences, notFoundError, type PathTo, projectFault } from './references.ts';
import type { TaskRow } from './rows.ts';

const noPath: PathTo = () => [];

/** Creates tasks at the ends of their projects, all or none. */
export async function createTasks(
  context: Context,
  wanted: NewTask[],
  pathTo: PathTo = noPath,
): Promise<TaskRow[]> {
  const { tenant } = context;
  const tasks = await insertAtEnds(context, wanted, pathTo);
  const ids = tasks.map(({ id }) => id);
  await replaceTaskLabels(tenant, labelsById(ids, wanted));
  recordChange(
    context,
    taskEvents,
    tasks.map((after) => ({ after })),
  );
  return tasks;
}

async function insertAtEnds(context: Context, wanted: NewTask[], pathTo: PathTo): Promise<TaskRow[]> {
  const { tenant, actorId } = context;
  const states = wanted.map((task) => ({ ...changedState(emptyTask, task), projectId: task.projectId }));
  const missing = await missingReferences(context, wanted, pathTo);
  const projectIds = wanted.map(({ projectId }) => projectId);
  const tasks = missing.length > 0 ? [] : await appendTasks(tenant, states, actorId);
  if (tasks.length > 0) {
    await requireLevel(context, projectIds, 'EDIT');
    return tasks;
  }
  const projects = await lockProjects(tenant, [...new Set(projectIds)]);
  const faults = wanted.map(({ projectId }, index) =>
    projectFault(projects.get(projectId), ...pathTo(index), 'projectId'),
  );
  throwUserErrors([...faults, ...missing]);
  await requireLevel(context, projectIds, 'EDIT');
  // In the meantime, the projects have been restored.
  return appendTasks(tenant, states, actorId);
}

/** Applies the updates to their tasks, all or none. */
export async function changeTasks(
  context: Context,
  wanted: TaskUpdate[],
  pathTo: PathTo = noPath,
): Promise<TaskRow[]> {
  const { tenant } = context;
  if (wanted.length === 1 && isPlain(wanted[0]!)) return [await updateOne(context, wanted[0]!, pathTo(0))];
  const locked = await lockTasks(
    tenant,
    wanted.map(({ id }) => id),
  );
  const faults = wanted.map((update, index) =>
    taskFault(locked, wanted.findIndex(({ id }) => id === update.id) === index, update, pathTo(index)),
  );
  throwUserErrors(faults);
  await requireEditing(context, locked);
  // A suspended member keeps their tasks, so an unchanged assignee is not checked.
  const named = wanted.map(({ id, assigneeId, labelIds }) => ({
    assigneeId: assigneeId === locked.get(id)?.assigneeId ? null : assigneeId,
    labelIds,
  }));
  throwUserErrors(await missingReferences(context, named, pathTo));
  const labelled = labelsById(
    wanted.map(({ id }) => id),
    wanted,
  );
  const labelsBefore = await findLabelIdsOfTasks(tenant, [...labelled.keys()]);
  const states = wanted.map((update) => ({ ...changedState(locked.get(update.id)!, update), id: update.id }));
  const relabelled = [...labelled].filter(([id, ids]) => !isSameValue(ids, labelsBefore.get(id) ?? []));
  await replaceTaskLabels(tenant, new Map(relabelled));
  return writeStates(context, locked, states, (id) => {
    const labels = labelled.get(id);
    return labels && { before: labelsBefore.get(id) ?? [], after: labels.toSorted() };
  });
}

/** Moves a task next to another one, or to the end of a project. */
export async function moveTask(
  context: Context,
  { id, projectId, afterId, beforeId, expectedVersion }: z.output<typeof moveTaskInput>,
): Promise<TaskRow> {
  const { tenant, db } = context;
  const [seen] = await findTasksByIds(tenant, [id]);
  if (!seen) throw new UserErrors([notFoundError('task', 'id')]);
  const target = projectId ?? seen.projectId;
  const projects = await lockProjects(tenant, [target]);
  const fault = target === seen.projectId ? undefined : projectFault(projects.get(target), 'projectId');
  const locked = await lockTasks(tenant, [id]);
  throwUserErrors([fault, taskFault(locked, true, { id, expectedVersion }, [])]);
  const task = locked.get(id)!;
  await requireLevel(context, [task.projectId, target], 'EDIT');
  if (!projectId && task.projectId !== target)
    throw userError(
      'STALE_VERSION',
      'The task was moved to another project in the meantime. Read it again.',
      'id',
    );
  const neighborId = afterId ?? beforeId;
  const [side, field] = afterId ? (['after', 'afterId'] as const) : (['before', 'beforeId'] as const);
  const placeOf = async (each: TaskRow) => {
    const found = neighborId
      ? await positionBeside(tenant, { projectId: target, moved: each, side, neighborId })
      : await positionAtEnd(tenant, { projectId: target, moved: each });
    if (!found) throw userError('NOT_FOUND', 'No such task.', field);
    return found;
  };
  let present = locked;
  let position = await placeOf(task);
  if (position !== task.position && (await shortenPositions(db, target, position))) {
    present = await lockTasks(tenant, [id]);
    position = await placeOf(present.get(id)!);
  }
  const state = { ...stateOf(present.get(id)!), id, projectId: target, position };
  const [moved] = await writeStates(context, present, [state]);
  return moved!;
}

/** Archives or restores a task. */
export async function setArchived(
  context: Context,
  { id, expectedVersion }: z.output<typeof taskInput>,
  archived: boolean,
): Promise<TaskRow> {
  const locked = await lockTasks(context.tenant, [id]);
  throwUserErrors([taskFault(locked, true, { id, expectedVersion }, [])]);
  await requireEditing(context, locked);
  const [task] = await writeStates(context, locked, [{ ...stateOf(locked.get(id)!), id, archived }]);
  return task!;
}

const requireEditing = (context: Context, tasks: Map<string, TaskRow>): Promise<void> =>
  requireLevel(
    context,
    [...tasks.values()].map(({ projectId }) => projectId),
    'EDIT',
  );

export const mayChange = async (context: Context, { projectId }: TaskRow): Promise<boolean> =>
  hasPermission(context, 'task.write') && hasLevel(context, projectId, 'EDIT');

/** Whether the viewer's role permits to delete the task: members their own, administrators every task. */
const isDeletable = (context: Context, { createdById }: TaskRow): boolean =>
  hasPermission(context, 'task.deleteOthers') ||
  (hasPermission(context, 'task.write') && createdById !== null && createdById === context.actorId);

export const mayDelete = async (context: Context, task: TaskRow): Promise<boolean> =>
  isDeletable(context, task) && hasLevel(context, task.projectId, 'EDIT');

/** Deletes tasks, all or none. @throws FORBIDDEN for a member who did not create one of them */
export async function removeTasks(
  context: Context,
  wanted: z.output<typeof taskInput>[],
  pathToId: PathTo = () => ['id'],
): Promise<void> {
  const { tenant } = context;
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const locked = await lockTasks(tenant, ids);
  throwUserErrors(wanted.map((each, index) => taskFault(locked, true, each, [], pathToId(index))));
  const tasks = [...locked.values()];
  await requireEditing(context, locked);
  if (!tasks.every((task) => isDeletable(context, task))) {
    throw forbidden("Only an administrator can delete another member's task.");
  }
  await deleteTasks(tenant, ids);
  recordChange(
    context,
    taskEvents,
    tasks.map((before) => ({ before })),
  );
}

/** Unassigns a member's tasks. */
export async function unassignMember({ tenant, db, actorId }: Context, userId: string): Promise<void> {
  const tasks = await unassignTasks(tenant, userId, actorId);
  await publishChange(
    db,
    'task',
    tasks.map((task): RowChange<Pick<TaskRow, 'id' | 'projectId' | 'assigneeId'>> => ({
      before: { ...task, assigneeId: userId },
      after: { ...task, assigneeId: null },
    })),
  );
}
