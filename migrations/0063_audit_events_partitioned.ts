import type { Kysely } from 'kysely';
import { joinRows, partitionRows } from '../src/database/partitions/partition-table.ts';

const access = { grants: ['select', 'insert'] } as const;

export const up = (db: Kysely<unknown>) => partitionRows(db, 'audit_events', access);

export const down = (db: Kysely<unknown>) => joinRows(db, 'audit_events', access);
