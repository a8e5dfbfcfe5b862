import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { Announcement } from '../../events/announce.ts';
import type { TenantJobContext } from '../../jobs/define-job.ts';
import { findAudience } from './audible.ts';
import { findListening } from './queries.ts';
import { parseEventData, subscribesTo, type Payload } from './message.ts';

interface Message {
  payload: Payload;
  projectId: string | undefined;
  endpointIds: string[];
}

/** Writes the messages and deliveries of announced events. They are sent after the job has committed. */
export async function sendToWebhooks(
  { tenant, scope, background, afterCommit }: TenantJobContext,
  { id, happenings: announced, actorId, occurredAt }: Announcement,
): Promise<void> {
  const endpoints = await findListening(tenant, occurredAt);
  if (endpoints.length === 0) return;
  const messages = (await findAudience(tenant, endpoints, announced, occurredAt))
    .map(({ event: { type, data, sequence }, projectId, endpointIds }): Message => ({
      payload: {
        type,
        timestamp: occurredAt,
        version: 1,
        organizationId: scope.id,
        sequence,
        actorId,
        data: parseEventData(type, data),
      },
      projectId,
      endpointIds: endpoints
        .filter(
          ({ id: endpointId, events }) => endpointIds.includes(endpointId) && subscribesTo(events, type),
        )
        .map((endpoint) => endpoint.id),
    }))
    .filter(({ endpointIds }) => endpointIds.length > 0);
  if (messages.length === 0) return;
  await insertMessages(tenant, id, messages);
  const recipients = messages.flatMap((message) => message.endpointIds);
  afterCommit(() => background.webhookDeliverer.wake(scope.id, recipients));
}

/** Does nothing for an announcement whose messages exist: its job has run before. */
async function insertMessages(
  { db, scope }: TenantDb,
  announcementId: string,
  messages: Message[],
): Promise<void> {
  const rows = messages.map(({ payload, projectId, endpointIds }) => ({
    sequence: payload.sequence,
    type: payload.type,
    payload: JSON.stringify(payload),
    project: projectId,
    endpoints: endpointIds,
  }));
  await sql`
    with told as (
      select sequence, type, payload, project, endpoints from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (sequence bigint, type text, payload text, project uuid, endpoints uuid[])),
    message as (
      insert into webhook_messages (organization_id, announcement_id, sequence, event_type, payload, project_id)
      select ${scope.id}::uuid, ${announcementId}::uuid, sequence, type, payload::json, project from told
      on conflict on constraint webhook_messages_announcement_key do nothing
      returning id, sequence)
    insert into webhook_deliveries (organization_id, message_id, endpoint_id, event_type, project_id)
    select ${scope.id}::uuid, message.id, endpoint.id, told.type, told.project
    from message join told using (sequence) cross join unnest(told.endpoints) as endpoint (id)`.execute(db);
}
