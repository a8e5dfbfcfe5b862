import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../core/context.ts';
import { UserErrors } from '../../errors.ts';
import type { UserError } from '../../generated/graphql.ts';
import { recordChange } from '../../events/record.ts';
import { taskEvents } from './events.ts';
import { insertTaskChanges, type Labelled } from './history.ts';
import { type TaskState, updateTasks } from './queries.ts';
import { notFoundError } from './references.ts';
import { stateOf } from './state.ts';
import type { TaskRow } from './rows.ts';

/**
 * Writes the states that differ from the locked tasks, with their history. Returns all tasks in the order of the
 * states.
 */
export async function writeStates(
  context: Context,
  locked: Map<string, TaskRow>,
  states: (TaskState & { id: string })[],
  labelsOf: (id: string) => { before: string[]; after: string[] } | undefined = () => undefined,
): Promise<TaskRow[]> {
  const { tenant } = context;
  const changed = states.filter((state) => {
    const labels = labelsOf(state.id);
    const before = { ...stateOf(locked.get(state.id)!), id: state.id };
    return !isDeepStrictEqual(before, state) || (labels && !isDeepStrictEqual(labels.before, labels.after));
  });
  if (changed.length === 0) return states.map(({ id }) => locked.get(id)!);
  const updating = updateTasks(tenant, changed);
  const labelled = (id: string, row: TaskRow, side: 'before' | 'after'): Labelled => {
    const labels = labelsOf(id);
    return labels ? { ...row, labels: labels[side] } : row;
  };
  // Only the database knows the new instants. Without them, the history is sent together with the update.
  const foreseen = changed.map((state) => foresee(locked.get(state.id)!, state));
  const isForeseen = foreseen.every((row) => row !== undefined);
  const after = isForeseen ? foreseen : await updating;
  const rows = new Map(after.map((row) => [row.id, row]));
  const history = changed.map(({ id }) => ({
    before: labelled(id, locked.get(id)!, 'before'),
    after: labelled(id, rows.get(id)!, 'after'),
  }));
  const [updated] = await Promise.all([updating, insertTaskChanges(context, history)]);
  const written = new Map(updated.map((row) => [row.id, row]));
  recordChange(
    context,
    taskEvents,
    history.map(({ before, after: { id } }) => ({ before, after: labelled(id, written.get(id)!, 'after') })),
  );
  return states.map(({ id }) => written.get(id) ?? locked.get(id)!);
}

/** Returns the tracked fields of a task after an update; undefined if an instant changes. */
function foresee(before: TaskRow, state: TaskState): TaskRow | undefined {
  const { archived, ...fields } = state;
  const { dueAt } = stateOf(before);
  if (dueAt !== state.dueAt || archived !== (before.archivedAt !== null)) return undefined;
  return { ...before, ...fields, dueAt: before.dueAt };
}

/**
 * Returns the error of an update of a locked task, if any: the task does not exist, has another version, or is named
 * twice.
 */
export function taskFault(
  locked: Map<string, TaskRow>,
  isFirst: boolean,
  { id, expectedVersion }: { id: string; expectedVersion?: number | null },
  path: string[],
  pathToId = [...path, 'id'],
): UserError | undefined {
  const task = locked.get(id);
  if (!task) return notFoundError('task', ...pathToId);
  if (!isFirst) return { code: 'INVALID', message: 'The task is named twice.', field: pathToId };
  if (expectedVersion == null || expectedVersion === task.version) return undefined;
  const message = `The task is at version ${task.version} by now.`;
  return { code: 'STALE_VERSION', message, field: [...path, 'expectedVersion'] };
}

/** @throws {UserErrors} with the errors, if there are any */
export function throwUserErrors(faults: (UserError | undefined)[]): void {
  const errors = faults.filter((fault) => fault !== undefined);
  if (errors.length > 0) throw new UserErrors(errors);
}

/** Returns the requested labels by task id, for tasks that name any. */
export const labelsById = (ids: string[], wanted: { labelIds?: string[] | null }[]): Map<string, string[]> =>
  new Map(wanted.flatMap(({ labelIds }, index) => (labelIds ? [[ids[index]!, labelIds] as const] : [])));
