import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** Deletes the answers that are kept no longer. */
export async function deleteOldRecords(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('idempotency_records')
    .where('created_at', '<=', sql<string>`now() - interval '24 hours'`)
    .execute();
}
