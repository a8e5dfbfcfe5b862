import type { Kysely } from 'kysely';
import { boundRows, freeRows } from '../src/database/partitions/partition-table.ts';

/** The audit log becomes partitioned by month, in three migrations: src/database/partitions/partition-table.ts. */
export const up = (db: Kysely<unknown>) => boundRows(db, 'audit_events');

export const down = (db: Kysely<unknown>) => freeRows(db, 'audit_events');
