import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** Deletes notifications after 90 days. */
export async function deleteOldNotifications(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('notifications')
    .where('created_at', '<', sql<string>`now() - interval '90 days'`)
    .execute();
}
