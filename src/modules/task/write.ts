import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../context.ts';
import { UserErrors } from '../../errors.ts';
import type { UserError } from '../../generated/graphql.ts';
import { type Labelled, recordTaskChanges } from './history.ts';
import { findTasksByIds, type TaskRow, type TaskState, updateTasks } from './queries.ts';
import { notFound } from './references.ts';
import { stateOf } from './state.ts';

/** Writes those states that differ from the locked tasks, with their history, and answers the tasks in their order. */
export async function writeStates(
  context: Context,
  locked: Map<string, TaskRow>,
  states: (TaskState & { id: string })[],
  labelsOf: (id: string) => { before: string[]; after: string[] } | undefined = () => undefined,
): Promise<TaskRow[]> {
  const { db, scope } = context;
  const changed = states.filter((state) => {
    const labels = labelsOf(state.id);
    const before = { ...stateOf(locked.get(state.id)!), id: state.id };
    return !isDeepStrictEqual(before, state) || (labels && !isDeepStrictEqual(labels.before, labels.after));
  });
  if (changed.length > 0) await updateTasks(db, scope, changed);
  const tasks = await findInOrder(
    context,
    states.map(({ id }) => id),
  );
  const written = tasks
    .filter(({ id }) => changed.some((state) => state.id === id))
    .map((after): { before: Labelled; after: Labelled } => {
      const [before, labels] = [locked.get(after.id)!, labelsOf(after.id)];
      if (!labels) return { before, after };
      return { before: { ...before, labels: labels.before }, after: { ...after, labels: labels.after } };
    });
  await recordTaskChanges(context, written);
  return tasks;
}

/** The tasks in the order of their ids, all of which exist. */
export async function findInOrder({ db, scope }: Context, ids: string[]): Promise<TaskRow[]> {
  const found = new Map((await findTasksByIds(db, scope, ids)).map((row) => [row.id, row]));
  return ids.map((id) => found.get(id)!);
}

/** What is wrong with an update of a locked task, if anything is: it does not exist, has changed, or is named twice. */
export function taskFault(
  locked: Map<string, TaskRow>,
  isFirst: boolean,
  { id, expectedVersion }: { id: string; expectedVersion?: number | null },
  path: string[],
  pathToId = [...path, 'id'],
): UserError | undefined {
  const task = locked.get(id);
  if (!task) return notFound('task', ...pathToId);
  if (!isFirst) return { code: 'INVALID', message: 'The task is named twice.', field: pathToId };
  if (expectedVersion == null || expectedVersion === task.version) return undefined;
  const message = `The task is at version ${task.version} by now.`;
  return { code: 'STALE_VERSION', message, field: [...path, 'expectedVersion'] };
}

/** @throws the faults, if there are any */
export function refuse(faults: (UserError | undefined)[]): void {
  const errors = faults.filter((fault) => fault !== undefined);
  if (errors.length > 0) throw new UserErrors(errors);
}

/** The labels that are wanted for each task, where any are named. */
export const labelsById = (ids: string[], wanted: { labelIds?: string[] | null }[]): Map<string, string[]> =>
  new Map(wanted.flatMap(({ labelIds }, index) => (labelIds ? [[ids[index]!, labelIds] as const] : [])));
