import { recheckPermission } from '../../authorization/permission-checks.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import type { voidUsageEventInput } from './input.ts';
import {
  counted,
  findUsageEvent,
  holdMonthsOpen,
  isCounted,
  openMonth,
  rollupKeys,
  valueKeys,
} from './queries.ts';
import { findKeptSince } from './retention.ts';
import type { UsageEventRow } from './rows.ts';

/**
 * Voids a recorded event: adds an entry against it to the first open statement. The event stays, so its id cannot be
 * recorded again.
 * @throws NOT_FOUND, INVALID for an event that is already voided
 */
export async function voidUsageEvent(
  context: Context,
  { eventId, reason }: z.output<typeof voidUsageEventInput>,
): Promise<{ usageEvent: UsageEventRow }> {
  const { tenant, db, scope, viewer } = context;
  await holdMonthsOpen(db, [scope.id]);
  await recheckPermission(context, 'usage.void');
  const event = await findUsageEvent(tenant, eventId);
  if (!event) throw userError('NOT_FOUND', 'No such usage event.', 'eventId');
  const keptSince = await findKeptSince(db);
  // Its hour and its statement could not be computed without the other events of the time.
  if (keptSince && Date.parse(event.occurredAt) < Date.parse(keptSince))
    throw userError('INVALID', 'The other events of that time are no longer kept.', 'eventId');
  const statementMonth = await insertVoid(tenant, event.id, { reason, voidedById: viewer.id });
  if (!statementMonth) throw userError('INVALID', 'The usage event is already voided.', 'eventId');
  const { meter, quantity } = event;
  await recordAudit(context, {
    action: 'usage_event.voided',
    targetType: 'UsageEvent',
    targetId: event.id,
    before: { meter, quantity },
    after: { reason, statementMonth },
  });
  return { usageEvent: (await findUsageEvent(tenant, eventId))! };
}

/**
 * Inserts the void and subtracts it from the rollups. Returns the month of the statement that contains it; undefined
 * for an event that was voided before, after waiting for a concurrent void. Call `holdMonthsOpen` first.
 */
async function insertVoid(
  { db, scope }: TenantDb,
  id: string,
  { reason, voidedById }: { reason: string; voidedById: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ statementMonth: string }>`
    with open as (${openMonth(scope)}), voided as (
      insert into usage_voids (organization_id, event_id, reason, voided_by_id, meter, quantity, usage_month, statement_month,
        kind)
      select e.organization_id, e.id, ${reason}, ${voidedById}, e.meter, ${counted},
        date_trunc('month', e.occurred_at at time zone 'UTC')::date, greatest(e.statement_month, open.month), e.kind
      from usage_events e, open
      where e.organization_id = ${scope.id} and e.id = ${id}
      on conflict (organization_id, event_id) do nothing
      returning event_id, statement_month
    ), event as (
      select e.meter, date_trunc('hour', e.occurred_at, 'UTC') as hour, e.subject, e.kind, e.property_key, e.unique_value,
        e.quantity, e.statement_month as own_month, voided.statement_month
      from voided join usage_events e on e.organization_id = ${scope.id} and e.id = voided.event_id
    ), counted as (
      insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
      select ${scope.id}, meter, hour, statement_month, ${rollupKeys}, -(${counted}) from event where ${isCounted}
    ), measured as (
      insert into usage_pending_values (organization_id, meter, hour, statement_month, subject, property_key, value, events)
      select ${scope.id}, meter, hour, own_month, ${valueKeys}, -1 from event where not ${isCounted}
    )
    select to_char(statement_month, 'YYYY-MM') as "statementMonth" from voided`.execute(db);
  return rows[0]?.statementMonth;
}
