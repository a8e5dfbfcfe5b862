import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Context } from '../../context.ts';
import { userError } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import { recordAudit } from '../audit/record.ts';
import type { voidUsageEventInput } from './input.ts';
import { findUsageEvent, holdMonthsOpen, openMonth, type UsageEventRow } from './queries.ts';

/**
 * Takes a recorded event back: an entry against it, in the first statement that is open. The event stays, and so its id
 * cannot be recorded again.
 * @throws NOT_FOUND, INVALID for an event that is voided already
 */
export async function voidUsageEvent(
  context: Context,
  { eventId, reason }: z.output<typeof voidUsageEventInput>,
): Promise<{ usageEvent: UsageEventRow }> {
  const { db, scope, viewer } = context;
  await holdMonthsOpen(db, [scope.id]);
  await context.requireStill('usage.void');
  const event = await findUsageEvent(db, scope, eventId);
  if (!event) throw userError('NOT_FOUND', 'No such usage event.', 'eventId');
  const statementMonth = await insertVoid(db, scope, event.id, { reason, voidedById: viewer.id });
  if (!statementMonth) throw userError('INVALID', 'The usage event is voided already.', 'eventId');
  const { meter, quantity } = event;
  await recordAudit(context, {
    action: 'usage_event.voided',
    targetType: 'UsageEvent',
    targetId: event.id,
    before: { meter, quantity },
    after: { reason, statementMonth },
  });
  return { usageEvent: (await findUsageEvent(db, scope, eventId))! };
}

/**
 * Inserts the void and what it takes from the roll-ups. Returns the month of the statement that takes it back; undefined
 * for an event that was voided before, for which it waits. `holdMonthsOpen` comes first.
 */
async function insertVoid(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  { reason, voidedById }: { reason: string; voidedById: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ statementMonth: string }>`
    with open as (${openMonth(scope)}), voided as (
      insert into usage_voids (organization_id, event_id, reason, voided_by_id, meter, quantity, usage_month, statement_month)
      select e.organization_id, e.id, ${reason}, ${voidedById}, e.meter, e.quantity,
        date_trunc('month', e.occurred_at at time zone 'UTC')::date, greatest(e.statement_month, open.month)
      from usage_events e, open
      where e.organization_id = ${scope.id} and e.id = ${id}
      on conflict (organization_id, event_id) do nothing
      returning event_id, meter, quantity, statement_month
    ), counted as (
      insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
      select ${scope.id}, voided.meter, date_trunc('hour', e.occurred_at, 'UTC'), voided.statement_month,
        jsonb_strip_nulls(jsonb_build_object('SUBJECT', e.subject)), -voided.quantity
      from voided join usage_events e on e.organization_id = ${scope.id} and e.id = voided.event_id
    )
    select to_char(statement_month, 'YYYY-MM') as "statementMonth" from voided`.execute(db);
  return rows[0]?.statementMonth;
}
