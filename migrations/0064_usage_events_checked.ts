import type { Kysely } from 'kysely';
import { checkRows, uncheckRows } from '../src/database/partitions/partition-table.ts';

/** Reads the whole table. Requests do not wait for it. */
export const up = (db: Kysely<unknown>) => checkRows(db, 'usage_events');

export const down = (db: Kysely<unknown>) => uncheckRows(db, 'usage_events');
