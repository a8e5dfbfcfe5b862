import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** Deletes notifications after 90 days. */
export async function deleteOldNotifications(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('notifications')
    .where('created_at', '<', sql<string>`now() - interval '90 days'`)
    .execute();
}

/** Deletes the count of mails whose hour is over. */
export async function deleteOldMailCounts(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('notification_mails')
    .where('created_at', '<', sql<string>`now() - interval '1 hour'`)
    .execute();
}
