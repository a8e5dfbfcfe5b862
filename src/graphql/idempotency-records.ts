import { sql } from 'kysely';
import type { SystemDb } from '../database/system.ts';

/** Deletes idempotency records after 24 hours. */
export async function deleteOldIdempotencyRecords(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('idempotency_records')
    .where('created_at', '<=', sql<string>`now() - interval '24 hours'`)
    .execute();
}
