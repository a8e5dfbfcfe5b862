import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { findListening } from './endpoints.ts';
import { documented, listens, type Payload } from './message.ts';

interface Message {
  payload: Payload;
  endpointIds: string[];
}

/** Writes what endpoints are to be told, which they are once the job has committed. */
export async function sendToWebhooks(
  { db, scope, deliverSoon }: TenantJobContext,
  { id, happenings, actorId, occurredAt }: TenantJobs['announce'],
): Promise<void> {
  const endpoints = await findListening(db, scope, occurredAt);
  if (endpoints.length === 0) return;
  const messages = happenings
    .map(({ type, data, sequence }): Message => ({
      payload: {
        type,
        timestamp: occurredAt,
        version: 1,
        organizationId: scope.id,
        sequence,
        actorId,
        data: documented(type, data),
      },
      endpointIds: endpoints.filter(({ events }) => listens(events, type)).map((endpoint) => endpoint.id),
    }))
    .filter(({ endpointIds }) => endpointIds.length > 0);
  if (messages.length === 0) return;
  await insertMessages(db, scope, id, messages);
  deliverSoon(messages.flatMap(({ endpointIds }) => endpointIds));
}

/** Does nothing for an announcement whose messages are there: its job has run before. */
async function insertMessages(
  db: Kysely<DB>,
  scope: OrgScope,
  announcementId: string,
  messages: Message[],
): Promise<void> {
  const rows = messages.map(({ payload, endpointIds }) => ({
    sequence: payload.sequence,
    type: payload.type,
    payload: JSON.stringify(payload),
    endpoints: endpointIds,
  }));
  await sql`
    with told as (
      select sequence, type, payload, endpoints from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (sequence bigint, type text, payload text, endpoints uuid[])),
    message as (
      insert into webhook_messages (organization_id, announcement_id, sequence, event_type, payload)
      select ${scope.id}::uuid, ${announcementId}::uuid, sequence, type, payload::json from told
      on conflict on constraint webhook_messages_announcement_key do nothing
      returning id, sequence)
    insert into webhook_deliveries (organization_id, message_id, endpoint_id, event_type)
    select ${scope.id}::uuid, message.id, endpoint.id, told.type
    from message join told using (sequence) cross join unnest(told.endpoints) as endpoint (id)`.execute(db);
}
