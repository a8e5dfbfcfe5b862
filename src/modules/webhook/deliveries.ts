import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import { toCount } from '../../database/count.ts';
import type { DB } from '../../generated/database.ts';
import type {
  WebhookAttempt,
  WebhookDeliveryFilter,
  WebhookDeliveryOrder,
  WebhookDeliveryOrderField,
  WebhookDeliveryState,
} from '../../generated/graphql.ts';
import type { Payload } from './message.ts';

export interface WebhookDeliveryRow {
  id: string;
  endpointId: string;
  messageId: string;
  eventType: string;
  state: WebhookDeliveryState;
  nextAttemptAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type WebhookDeliveryPage = Page<WebhookDeliveryRow>;

/** An attempt as it is kept. */
export type Attempt = Omit<WebhookAttempt, '__typename'>;

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('webhook_deliveries')
    .select((eb) => [
      'webhook_deliveries.id',
      'webhook_deliveries.endpoint_id as endpointId',
      'webhook_deliveries.message_id as messageId',
      'webhook_deliveries.event_type as eventType',
      eb.ref('webhook_deliveries.state').$castTo<WebhookDeliveryState>().as('state'),
      'webhook_deliveries.next_attempt_at as nextAttemptAt',
      'webhook_deliveries.created_at as createdAt',
      'webhook_deliveries.updated_at as updatedAt',
    ])
    .where('webhook_deliveries.organization_id', '=', scope.id);

const filterColumns: FilterColumns = {
  endpointId: { column: 'endpoint_id', type: 'uuid' },
  messageId: { column: 'message_id', type: 'uuid' },
  eventType: { column: 'event_type', type: 'text' },
  state: { column: 'state', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<WebhookDeliveryOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
};

export function listDeliveries(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & { filter?: WebhookDeliveryFilter | null; orderBy?: WebhookDeliveryOrder | null },
): Promise<WebhookDeliveryPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'webhook_deliveries');
  const matching = ofTenant(db, scope).where(
    filterCondition(args.filter, filterColumns, 'webhook_deliveries'),
  );
  return fetchPage(matching, page, 'webhook_deliveries');
}

export function findDeliveriesByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<WebhookDeliveryRow[]> {
  return ofTenant(db, scope)
    .where('webhook_deliveries.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

export async function findAttempts(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<{ id: string; attempts: Attempt[] }[]> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select(['id', 'attempts'])
    .where('organization_id', '=', scope.id)
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
  return rows as unknown as { id: string; attempts: Attempt[] }[];
}

export async function findMessages(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<{ id: string; payload: Payload }[]> {
  const rows = await db
    .selectFrom('webhook_messages')
    .select(['id', 'payload'])
    .where('organization_id', '=', scope.id)
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
  return rows as unknown as { id: string; payload: Payload }[];
}

/** A message for one endpoint alone, whatever that listens to. Answers the delivery's id. */
export async function insertTest(
  db: Kysely<DB>,
  scope: OrgScope,
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

/** Makes a delivery pending again, as if it were new. */
export function restartDelivery(db: Kysely<DB>, scope: OrgScope, id: string) {
  return db
    .updateTable('webhook_deliveries')
    .set({ state: 'PENDING', tries: 0, next_attempt_at: sql<string>`clock_timestamp()` })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

/** Makes an endpoint's failed deliveries pending again, the oldest `most`. Answers how many. */
export async function restartFailed(
  db: Kysely<DB>,
  scope: OrgScope,
  endpointId: string,
  since: string,
  most: number,
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
        .orderBy('created_at')
        .limit(most),
    )
    .executeTakeFirstOrThrow();
  return toCount(numUpdatedRows);
}

/** Gives up what still waits for an endpoint. */
export function giveUpPending(db: Kysely<DB>, scope: OrgScope, endpointId: string) {
  return db
    .updateTable('webhook_deliveries')
    .set({ state: 'FAILED', next_attempt_at: null })
    .where('organization_id', '=', scope.id)
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', 'PENDING')
    .execute();
}
