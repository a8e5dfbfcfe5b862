import type { Kysely } from 'kysely';
import { checkRows, uncheckRows } from '../src/database/partitions/partition-table.ts';

/** Reads the whole table. Requests do not wait for it. */
export const up = (db: Kysely<unknown>) => checkRows(db, 'audit_events');

export const down = (db: Kysely<unknown>) => uncheckRows(db, 'audit_events');
