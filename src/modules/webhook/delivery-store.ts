import { sql } from 'kysely';
import type { WebhookPayloadKind } from '../../generated/enums.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { enqueueJob } from '../../jobs/enqueue.ts';
import { insertAuditEvent } from '../audit/record.ts';
import { type Attempt, giveUpPending } from './delivery-queries.ts';
import { updateEndpoint } from './queries.ts';
import { webhookDisabledMailJob } from './jobs.ts';
import type { Payload } from './message.ts';
import type { DeliveryOutcome } from './retry-policy.ts';

/** Longer than an attempt can take. After it, another worker takes over the delivery of a dead one. */
const LEASE = sql`interval '60 seconds'`;
const DISABLED_AFTER = sql`interval '5 days'`;
const ATTEMPTS_KEPT = 20;

/** An enabled endpoint, with everything that a message for it needs. */
export interface Recipient {
  url: string;
  kind: WebhookPayloadKind;
  /** The encrypted secrets: the current one, then retired ones that still sign. */
  secrets: Buffer[];
}

export interface ClaimedDelivery {
  id: string;
  messageId: string;
  /** The number of past attempts. */
  tries: number;
  payload: Payload;
  /** The trace in which the message was written. */
  traceparent: string | null;
  tracestate: string | null;
}

export async function findRecipient({ db, scope }: TenantDb, id: string): Promise<Recipient | undefined> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .select((eb) => [
      'url',
      eb.ref('payload').$castTo<WebhookPayloadKind>().as('kind'),
      'secret',
      sql<Buffer[]>`array(
        select s.secret from webhook_retired_secrets s
        where s.organization_id = ${scope.id} and s.endpoint_id = webhook_endpoints.id and s.expires_at > now()
        order by s.expires_at desc)`.as('retired'),
    ])
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { url, kind, secret, retired } = row;
  return { url, kind, secrets: [secret, ...retired] };
}

/**
 * Claims up to `limit` due deliveries of an endpoint for the time of the lease. Those of projects of which the endpoint may not
 * hear any more become FAILED.
 */
export async function claimDue(
  { db, scope }: TenantDb,
  endpointId: string,
  limit: number,
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery & { isHeard: boolean }>`
    with due as (
      select id, project_id from webhook_deliveries
      where organization_id = ${scope.id} and endpoint_id = ${endpointId}
        and state = 'PENDING' and next_attempt_at <= now()
      order by next_attempt_at limit ${limit} for update skip locked
    ), heard as materialized (
      select h.project_id from app.heard_projects(array[${endpointId}::uuid],
        array(select distinct project_id from due where project_id is not null), 'infinity') h
    ), judged as (
      select due.id, due.project_id is null or d.event_type = 'project.deleted'
        or due.project_id in (select project_id from heard) as is_heard
      from due join webhook_deliveries d on d.organization_id = ${scope.id} and d.id = due.id
    )
    update webhook_deliveries d set
      state = case when due.is_heard then d.state else 'FAILED' end,
      next_attempt_at = case when due.is_heard then now() + ${LEASE} end
    from judged due, webhook_messages m
    where d.organization_id = ${scope.id} and d.id = due.id
      and m.organization_id = ${scope.id} and m.id = d.message_id
    returning d.id, d.message_id as "messageId", d.tries, m.payload, m.traceparent, m.tracestate,
      due.is_heard as "isHeard"`.execute(db);
  return rows.filter(({ isHeard }) => isHeard);
}

/** An attempt and the state that follows from it. */
export interface AttemptResult {
  id: string;
  verdict: DeliveryOutcome;
  attempt: Omit<Attempt, 'number'>;
}

/**
 * Records attempts at one endpoint, and disables it when it is gone or has failed for too long. Locks the endpoint
 * before its deliveries, like all code that changes both.
 */
export async function recordAttempts(
  tenant: TenantDb,
  endpointId: string,
  made: AttemptResult[],
): Promise<void> {
  const { db, scope } = tenant;
  const endpoint = await db
    .selectFrom('webhook_endpoints')
    .select([
      'disabled_at as disabledAt',
      'failing_since as failingSince',
      sql<boolean | null>`failing_since <= now() - ${DISABLED_AFTER}`.as('failedLong'),
    ])
    .where('organization_id', '=', scope.id)
    .where('id', '=', endpointId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!endpoint) return;
  const disabled = endpoint.disabledAt !== null;
  await updateDeliveries(tenant, made, disabled);
  const succeeded = made.some(({ verdict }) => verdict.state === 'SUCCEEDED');
  const gone = made.some(({ attempt }) => attempt.status === 410);
  if (!disabled && (gone || (endpoint.failedLong && !succeeded)))
    await disable(tenant, endpointId, gone ? 'GONE' : 'FAILING');
  else if (succeeded === (endpoint.failingSince !== null)) await noteHealth(tenant, endpointId, succeeded);
}

async function updateDeliveries(
  { db, scope }: TenantDb,
  made: AttemptResult[],
  disabled: boolean,
): Promise<void> {
  const rows = made.map(({ id, verdict, attempt }) => {
    const state = verdict.state === 'PENDING' && disabled ? 'FAILED' : verdict.state;
    return { id, state, delay: 'delaySeconds' in verdict ? verdict.delaySeconds : null, attempt };
  });
  await sql`
    update webhook_deliveries d set
      state = made.state,
      next_attempt_at = case when made.state = 'PENDING' then clock_timestamp() + made.delay * interval '1 second' end,
      tries = d.tries + 1,
      attempt_count = d.attempt_count + 1,
      attempts = case when jsonb_array_length(d.attempts) < ${ATTEMPTS_KEPT} then d.attempts else d.attempts - 0 end
        || (made.attempt || jsonb_build_object('number', d.attempt_count + 1))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as made (id uuid, state text, delay double precision, attempt jsonb)
    where d.organization_id = ${scope.id} and d.id = made.id`.execute(db);
}

async function noteHealth({ db, scope }: TenantDb, id: string, healthy: boolean): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set({ failing_since: healthy ? null : sql<string>`clock_timestamp()` })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

async function disable(tenant: TenantDb, endpointId: string, reason: 'GONE' | 'FAILING'): Promise<void> {
  await updateEndpoint(tenant, endpointId, { reason });
  await giveUpPending(tenant, endpointId);
  await enqueueJob(tenant.db, webhookDisabledMailJob, { endpointId });
  await insertAuditEvent(tenant.db, tenant.scope.id, {
    action: 'webhook_endpoint.disabled',
    targetType: 'WebhookEndpoint',
    targetId: endpointId,
    after: { reason },
  });
}
