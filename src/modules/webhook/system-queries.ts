import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

export interface DueEndpoint {
  organizationId: string;
  endpointId: string;
}

/** Returns up to `limit` endpoints with due deliveries. Those of inactive organizations wait. */
export async function findDueEndpoints(db: SystemDb, limit: number): Promise<DueEndpoint[]> {
  const { rows } = await sql<DueEndpoint>`
    select d.organization_id as "organizationId", d.endpoint_id as "endpointId"
    from webhook_deliveries d join organizations o on o.id = d.organization_id
    where d.state = 'PENDING' and d.next_attempt_at <= now()
      and app.effective_status(o.status, o.suspended_until) = 'ACTIVE'
    group by 1, 2 limit ${limit}`.execute(db);
  return rows;
}

/** Marks the pending deliveries of archived organizations as failed. */
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

/** Deletes messages after their retention, with their deliveries. */
export async function deleteOldMessages(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('webhook_messages')
    .where('created_at', '<=', sql<string>`now() - interval '30 days'`)
    .execute();
}
