import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

export interface Due {
  organizationId: string;
  endpointId: string;
}

/** The endpoints that something is due for, at most `most`; those of organizations that are not active wait. */
export async function findDue(db: SystemDb, most: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select d.organization_id as "organizationId", d.endpoint_id as "endpointId"
    from webhook_deliveries d join organizations o on o.id = d.organization_id
    where d.state = 'PENDING' and d.next_attempt_at <= now()
      and app.effective_status(o.status, o.suspended_until) = 'ACTIVE'
    group by 1, 2 limit ${most}`.execute(db);
  return rows;
}

/** Gives up what waits for the endpoints of archived organizations. */
export async function giveUpOfArchived(db: SystemDb): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .from('organizations')
    .set({ state: 'FAILED', next_attempt_at: null })
    .whereRef('organizations.id', '=', 'webhook_deliveries.organization_id')
    .where('organizations.status', '=', 'ARCHIVED')
    .where('webhook_deliveries.state', '=', 'PENDING')
    .execute();
}

/** Deletes the messages that are kept no longer, and their deliveries. */
export async function deleteOldMessages(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('webhook_messages')
    .where('created_at', '<=', sql<string>`now() - interval '30 days'`)
    .execute();
}
