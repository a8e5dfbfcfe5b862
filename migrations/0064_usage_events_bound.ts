import type { Kysely } from 'kysely';
import { boundRows, freeRows } from '../src/database/partitions/partition-table.ts';

/** Usage events become partitioned by month, like the audit log. */
export const up = (db: Kysely<unknown>) => boundRows(db, 'usage_events');

export const down = (db: Kysely<unknown>) => freeRows(db, 'usage_events');
