import { type ExpressionBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import { toCount } from '../../database/count.ts';
import type { DB } from '../../generated/database.ts';
import type { WebhookDeliveryState } from '../../generated/enums.ts';
import type { WebhookAttempt, WebhookDeliveryFilter, WebhookDeliveryOrder } from '../../generated/graphql.ts';
import type { Payload } from './message.ts';
import type { WebhookDeliveryPage, WebhookDeliveryRow } from './rows.ts';

/** An attempt as it is stored. */
export type Attempt = Omit<WebhookAttempt, '__typename'>;

const columns = (eb: ExpressionBuilder<DB, 'webhook_deliveries'>) =>
  [
    'webhook_deliveries.id',
    'webhook_deliveries.endpoint_id as endpointId',
    'webhook_deliveries.message_id as messageId',
    'webhook_deliveries.event_type as eventType',
    'webhook_deliveries.project_id as projectId',
    eb.ref('webhook_deliveries.state').$castTo<WebhookDeliveryState>().as('state'),
    'webhook_deliveries.next_attempt_at as nextAttemptAt',
    'webhook_deliveries.created_at as createdAt',
    'webhook_deliveries.updated_at as updatedAt',
  ] as const;

const ofTenant = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('webhook_deliveries')
    .select(columns)
    .where('webhook_deliveries.organization_id', '=', scope.id);

const deliveries = defineList<WebhookDeliveryOrder, WebhookDeliveryFilter>({
  table: 'webhook_deliveries',
  sorts: { CREATED_AT: 'timestamptz', UPDATED_AT: 'timestamptz' },
  filters: {
    endpointId: 'uuid',
    messageId: 'uuid',
    eventType: 'text',
    state: 'text',
    createdAt: 'timestamptz',
  },
});

export const listDeliveries = (
  tenant: TenantDb,
  args: ListArgs<WebhookDeliveryOrder, WebhookDeliveryFilter>,
): Promise<WebhookDeliveryPage> => deliveries.page(ofTenant(tenant), args);

export function findDeliveriesByIds(tenant: TenantDb, ids: readonly string[]): Promise<WebhookDeliveryRow[]> {
  return ofTenant(tenant).where('webhook_deliveries.id', '=', anyOf(ids)).execute();
}

export async function findAttempts(
  { db, scope }: TenantDb,
  ids: readonly string[],
): Promise<{ id: string; attempts: Attempt[] }[]> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select(['id', 'attempts'])
    .where('organization_id', '=', scope.id)
    .where('id', '=', anyOf(ids))
    .execute();
  return rows as unknown as { id: string; attempts: Attempt[] }[];
}

export async function findMessages(
  { db, scope }: TenantDb,
  ids: readonly string[],
): Promise<{ id: string; payload: Payload }[]> {
  const rows = await db
    .selectFrom('webhook_messages')
    .select(['id', 'payload'])
    .where('organization_id', '=', scope.id)
    .where('id', '=', anyOf(ids))
    .execute();
  return rows as unknown as { id: string; payload: Payload }[];
}

/** Inserts a message for one endpoint, whatever event types it subscribes to. Returns the delivery's id. */
export async function insertTest(
  { db, scope }: TenantDb,
  endpointId: string,
  payload: Payload,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with message as (
      insert into webhook_messages (organization_id, announcement_id, sequence, event_type, payload)
      values (${scope.id}, uuidv7(), ${payload.sequence}, ${payload.type}, ${JSON.stringify(payload)}::json)
      returning id)
    insert into webhook_deliveries (organization_id, message_id, endpoint_id, event_type)
    select ${scope.id}::uuid, message.id, ${endpointId}::uuid, ${payload.type} from message
    returning id`.execute(db);
  return rows[0]!.id;
}

/** Makes a delivery pending again, with all its attempts left. Returns undefined when it was deleted. */
export function restartDelivery(
  { db, scope }: TenantDb,
  id: string,
): Promise<WebhookDeliveryRow | undefined> {
  return db
    .updateTable('webhook_deliveries')
    .set({ state: 'PENDING', tries: 0, next_attempt_at: sql<string>`clock_timestamp()` })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();
}

/** Makes the oldest `limit` failed deliveries of an endpoint pending again. Returns their number. */
export async function restartFailed(
  { db, scope }: TenantDb,
  endpointId: string,
  since: string,
  limit: number,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_deliveries')
    .set({ state: 'PENDING', tries: 0, next_attempt_at: sql<string>`clock_timestamp()` })
    .where('organization_id', '=', scope.id)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('organization_id', '=', scope.id)
        .where('endpoint_id', '=', endpointId)
        .where('state', '=', 'FAILED')
        .where('created_at', '>=', since)
        .where(isHeard(scope.id, endpointId))
        .orderBy('created_at')
        .limit(limit),
    )
    .executeTakeFirstOrThrow();
  return toCount(numUpdatedRows);
}

/** Marks the pending deliveries of an endpoint as failed, also those that the caller does not see. */
export const giveUpPending = ({ db }: TenantDb, endpointId: string) =>
  sql`select app.give_up_deliveries(${endpointId}::uuid)`.execute(db);

/** Whether the endpoint may hear now of the project of a delivery. A deletion was sent only if the project was not private. */
const isHeard = (organizationId: string, endpointId: string) => sql<boolean>`(
  webhook_deliveries.project_id is null or webhook_deliveries.event_type = 'project.deleted'
  or webhook_deliveries.project_id in (
    select heard.project_id from app.heard_projects(array[${endpointId}::uuid], array(
      select distinct d.project_id from webhook_deliveries d
      where d.organization_id = ${organizationId} and d.endpoint_id = ${endpointId}::uuid
        and d.state = 'FAILED' and d.project_id is not null), 'infinity') heard))`;
