import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { WebhookPayloadKind } from '../../generated/graphql.ts';
import { enqueueJob } from '../job/enqueue.ts';
import { type Attempt, giveUpPending } from './deliveries.ts';
import { updateEndpoint } from './endpoints.ts';
import type { Payload } from './message.ts';
import type { Verdict } from './retry.ts';

/** Longer than an attempt can take: a delivery whose worker died is taken over then. */
const LEASE = sql`interval '60 seconds'`;
const DISABLED_AFTER = sql`interval '5 days'`;
const ATTEMPTS_KEPT = 20;

/** An enabled endpoint, with all that a message for it is made of. */
export interface Recipient {
  url: string;
  kind: WebhookPayloadKind;
  /** Encrypted: the present one, then the replaced ones that still sign. */
  secrets: Buffer[];
}

export interface ClaimedDelivery {
  id: string;
  messageId: string;
  /** Those that were made already. */
  tries: number;
  payload: Payload;
}

export async function findRecipient(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
): Promise<Recipient | undefined> {
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

/** Takes what is due for an endpoint, `most` at once, so that no other worker does for a while. */
export async function claimDue(
  db: Kysely<DB>,
  scope: OrgScope,
  endpointId: string,
  most: number,
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with due as (
      select id from webhook_deliveries
      where organization_id = ${scope.id} and endpoint_id = ${endpointId}
        and state = 'PENDING' and next_attempt_at <= now()
      order by next_attempt_at limit ${most} for update skip locked)
    update webhook_deliveries d set next_attempt_at = now() + ${LEASE}
    from due, webhook_messages m
    where d.organization_id = ${scope.id} and d.id = due.id
      and m.organization_id = ${scope.id} and m.id = d.message_id
    returning d.id, d.message_id as "messageId", d.tries, m.payload`.execute(db);
  return rows;
}

/** An attempt that was made, and what follows from it. */
export interface Made {
  id: string;
  verdict: Verdict;
  attempt: Omit<Attempt, 'number'>;
}

/**
 * Records attempts at one endpoint, and disables it when it is gone or has failed for too long. Whoever changes both
 * locks the endpoint before its deliveries.
 */
export async function recordAttempts(
  db: Kysely<DB>,
  scope: OrgScope,
  endpointId: string,
  made: Made[],
): Promise<void> {
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
  await updateDeliveries(db, scope, made, disabled);
  const succeeded = made.some(({ verdict }) => verdict.state === 'SUCCEEDED');
  const gone = made.some(({ attempt }) => attempt.status === 410);
  if (!disabled && (gone || (endpoint.failedLong && !succeeded)))
    await disable(db, scope, endpointId, gone ? 'GONE' : 'FAILING');
  else if (succeeded === (endpoint.failingSince !== null)) await noteHealth(db, scope, endpointId, succeeded);
}

async function updateDeliveries(
  db: Kysely<DB>,
  scope: OrgScope,
  made: Made[],
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

async function noteHealth(db: Kysely<DB>, scope: OrgScope, id: string, healthy: boolean): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set({ failing_since: healthy ? null : sql<string>`clock_timestamp()` })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

async function disable(
  db: Kysely<DB>,
  scope: OrgScope,
  endpointId: string,
  reason: 'GONE' | 'FAILING',
): Promise<void> {
  await updateEndpoint(db, scope, endpointId, { reason });
  await giveUpPending(db, scope, endpointId);
  await enqueueJob(db, 'send-webhook-disabled-mail', { endpointId });
  await db
    .insertInto('audit_events')
    .values({
      organization_id: scope.id,
      action: 'webhook_endpoint.disabled',
      target_type: 'WebhookEndpoint',
      target_id: endpointId,
      after: JSON.stringify({ reason }),
    })
    .execute();
}
