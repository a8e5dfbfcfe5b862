import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { PlacedComment } from '../comment/snapshot.ts';
import type { ProjectRow } from '../project/queries.ts';
import type { TaskRow } from '../task/queries.ts';

/** A change as processes tell each other: thin, because the payload of NOTIFY has a bound. */
export const changeShape = z.object({
  type: z.enum(['CREATED', 'UPDATED', 'DELETED']),
  id: z.string(),
  /** The project itself, those that the task is and was in, or the one that the comment's task is in. */
  projectIds: z.array(z.string()),
  /** The task of a comment. */
  taskId: z.string().optional(),
  /** The user of a membership. */
  userId: z.string().optional(),
  /** As the API names them. */
  changedFields: z.array(z.string()),
});

export type Change = z.output<typeof changeShape>;

/** The things whose changes are told, as rows; of one that was changed, what cannot have changed may be left out. */
export interface Things {
  task: Pick<TaskRow, 'id' | 'projectId'> & Partial<TaskRow>;
  project: Pick<ProjectRow, 'id'> & Partial<ProjectRow>;
  comment: PlacedComment;
}

export type Kind = keyof Things;

/** The things of whose changes triggers in the database tell, whatever changes them. */
export type StoredKind = 'member' | 'invitation' | 'label' | 'organization';

/** A thing before and after a write: without `before` it was made, without `after` deleted. */
export type Written<Row> = { before: Row; after?: Row } | { before?: undefined; after: Row };

const projectsOf: { [K in Kind]: (row: Things[K]) => string } = {
  task: (row) => row.projectId,
  project: (row) => row.id,
  comment: (row) => row.projectId,
};

// They change with every update: to name them would say nothing.
const bookkeeping = new Set(['version', 'updatedAt']);

export function toChange<K extends Kind>(kind: K, { before, after }: Written<Things[K]>): Change {
  const rows = [before, after].filter((row) => row !== undefined);
  const row: Things[Kind] = rows[0]!;
  return {
    type: !before ? 'CREATED' : !after ? 'DELETED' : 'UPDATED',
    id: row.id,
    projectIds: [...new Set(rows.map(projectsOf[kind]))],
    ...('taskId' in row && { taskId: row.taskId }),
    changedFields: before && after ? changedFields(before, after) : [],
  };
}

/** The API's names of what differs: it shows `assigneeId` as `assignee`. */
export function changedFields<Row extends object>(before: Row, after: Row): string[] {
  return Object.keys(after)
    .filter((field) => !bookkeeping.has(field))
    .filter((field) => !isDeepStrictEqual(before[field as keyof Row], after[field as keyof Row]))
    .map((field) => field.replace(/Id$/, ''));
}
