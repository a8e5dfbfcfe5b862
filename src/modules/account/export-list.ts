import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** Where a list continues: the last row that was returned. Lists are sorted from the newest row to the oldest. */
export type Position = [createdAt: string, id: string];

export const START: Position = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** A row of any list. The other columns differ. */
export interface ExportedRow {
  id: string;
  createdAt: string;
  /** Replaces `id` in the export, if it is not undefined. */
  shownId?: string | null;
}

export type List = (db: SystemDb, userId: string, from: Position, limit: number) => Promise<ExportedRow[]>;

/** SQL that is true of the rows after the position. */
export const before = (table: string, [createdAt, id]: Position, column = 'created_at') =>
  sql<boolean>`(${sql.ref(`${table}.${column}`)}, ${sql.ref(`${table}.id`)}) < (${createdAt}::timestamptz, ${id}::uuid)`;

export const newest = (table: string, limit: number, column = 'created_at') =>
  sql`order by ${sql.ref(`${table}.${column}`)} desc, ${sql.ref(`${table}.id`)} desc limit ${limit}::int`;
