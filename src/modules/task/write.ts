import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../core/context.ts';
import { UserErrors } from '../../errors.ts';
import type { UserError } from '../../generated/graphql.ts';
import { type Labelled, recordTaskChanges } from './history.ts';
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
  const updated = new Map(
    changed.length > 0 ? (await updateTasks(tenant, changed)).map((row) => [row.id, row]) : [],
  );
  const written = changed.map(({ id }): { before: Labelled; after: Labelled } => {
    const [before, after, labels] = [locked.get(id)!, updated.get(id)!, labelsOf(id)];
    if (!labels) return { before, after };
    return { before: { ...before, labels: labels.before }, after: { ...after, labels: labels.after } };
  });
  await recordTaskChanges(context, written);
  return states.map(({ id }) => updated.get(id) ?? locked.get(id)!);
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
