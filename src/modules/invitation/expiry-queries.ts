import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** Sets the status of expired invitations. */
export async function expireInvitations(db: SystemDb): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ status: 'EXPIRED' })
    .where('status', '=', 'PENDING')
    .where('expires_at', '<=', sql<string>`now()`)
    .execute();
}
