import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Change } from '../core/change.ts';

/** The format of a change in a NOTIFY payload. It contains no snapshot, because the payload has a maximum size. */
export const changeShape: z.ZodType<Change> = z.object({
  type: z.enum(['CREATED', 'UPDATED', 'DELETED']),
  id: z.string(),
  projectIds: z.array(z.string()),
  isPrivate: z.literal(true).optional(),
  taskId: z.string().optional(),
  userId: z.string().optional(),
  changedFields: z.array(z.string()),
});

/**
 * The fields that each kind's rows must have. Rows may have more; all fields that differ are listed in the change. A
 * module can add its kind from its events.ts, with `declare module`.
 */
export interface ChangedRows {
  task: { id: string; projectId: string };
  project: { id: string; visibility: string };
  comment: { id: string; projectId: string; taskId: string };
}

export type EntityKind = keyof ChangedRows;

/** The kinds whose changes are published by database triggers. */
export type StoredKind = 'member' | 'invitation' | 'label' | 'role' | 'team' | 'organization';

/** A row before and after a write. Without `before` it was created, without `after` it was deleted. */
export type RowChange<Row> = { before: Row; after?: Row } | { before?: undefined; after: Row };

/** Returns the project that the row is or is in. */
function projectOf(kind: EntityKind, row: { id: string; projectId?: string }): string[] {
  if (kind === 'project') return [row.id];
  return row.projectId === undefined ? [] : [row.projectId];
}

/** Fields that change with every update and are therefore not listed. */
const bookkeeping = new Set(['version', 'updatedAt']);

export function toChange<K extends EntityKind, Row extends ChangedRows[K]>(
  kind: K,
  { before, after }: RowChange<Row>,
): Change {
  const rows = [before, after].filter((row) => row !== undefined);
  const row: ChangedRows[EntityKind] = rows[0]!;
  const last: ChangedRows[EntityKind] = rows.at(-1)!;
  return {
    type: !before ? 'CREATED' : !after ? 'DELETED' : 'UPDATED',
    id: row.id,
    projectIds: [...new Set(rows.flatMap((each) => projectOf(kind, each)))],
    ...('visibility' in last && last.visibility === 'PRIVATE' && { isPrivate: true }),
    ...('taskId' in row && { taskId: row.taskId }),
    changedFields: before && after ? changedFields(before, after) : [],
  };
}

/** Returns the API's names of the fields that differ. The API shows `assigneeId` as `assignee`. */
export function changedFields<Row extends object>(before: Row, after: Row): string[] {
  return Object.keys(after)
    .filter((field) => !bookkeeping.has(field))
    .filter((field) => !isDeepStrictEqual(before[field as keyof Row], after[field as keyof Row]))
    .map((field) => field.replace(/Id$/, ''));
}
