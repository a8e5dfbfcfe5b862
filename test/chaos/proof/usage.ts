import { sql } from 'kysely';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import {
  type OracleEvent,
  type OracleHistory,
  type OraclePlan,
  stateAll,
} from '../../support/billing-oracle.ts';
import { valueOf } from '../../support/meter-oracle.ts';
import { statedLines } from '../../support/statements.ts';
import { fold, month, seal } from '../../support/usage.ts';
import type { AcknowledgedUsage } from '../ledger.ts';
import type { Organization } from '../organization.ts';
import type { Evidence } from './proof.ts';

/** What a run makes of the prices, so that the usage of a minute is charged. */
export const PRICE = { included: 5000, unitPrice: '0.75' };
const price = { included: 5000n, millionths: 750_000n };
const prices = { 'events.processed': price, 'storage.gigabyte_hours': price };
const plans: Record<string, OraclePlan> = {
  FREE: { basePrice: 0n, prices },
  PRO: { basePrice: 2900n, prices },
};

const SERIES = `query ($meter: String!, $from: DateTime!) {
  usageSeries(meter: $meter, granularity: DAY, from: $from) { total } }`;
const HISTORY = '{ planHistory(first: 20) { nodes { plan { code } from } } }';

interface Row {
  eventId: string;
  meter: string;
  quantity: number;
  at: number;
  statement: string;
  voidedIn: string | null;
}

/** Each event counts once, in the reports and in sealed statements that are those of the oracle. */
export async function proveUsage(evidence: Evidence): Promise<void> {
  const { db, organizations, meters, promises } = evidence;
  await fold(db);
  const rows = new Map<Organization, Row[]>();
  for (const organization of organizations) {
    rows.set(organization, await recorded(evidence, organization));
    for (const [meter, kind] of meters) {
      const events = [...organization.ledger.usage].flatMap(([id, event], order) =>
        event.meter === meter && !event.isVoided ? [toMeterEvent(id, order, event)] : [],
      );
      const { usageSeries } = await organization.caller.ask(SERIES, {
        meter,
        from: `${month(-1)}-01T00:00:00Z`,
      });
      promises.check('every report is exact', String(usageSeries.total) === String(valueOf(kind, events)), {
        organization: organization.tag,
        meter,
        kind,
        total: usageSeries.total,
        expected: String(valueOf(kind, events)),
      });
    }
  }
  // Closes this month, too.
  await seal(db, 1);
  for (const organization of organizations)
    await proveStatements(evidence, organization, rows.get(organization)!);
}

/** Each acknowledged event is recorded once with its content, and no other is. */
async function recorded({ db, promises }: Evidence, { id, ledger }: Organization): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.event_id as "eventId", e.meter, e.quantity::float8 as quantity,
      round(extract(epoch from e.occurred_at) * 1000)::float8 as at,
      to_char(e.statement_month, 'YYYY-MM') as statement, to_char(v.statement_month, 'YYYY-MM') as "voidedIn"
    from usage_events e
      left join usage_voids v on (v.organization_id, v.event_id) = (e.organization_id, e.id)
    where e.organization_id = ${id}`.execute(db);
  const left = new Map(rows.map((row) => [row.eventId, row]));
  for (const [eventId, { meter, quantity, at, isVoided }] of ledger.usage) {
    const row = left.get(eventId);
    left.delete(eventId);
    promises.check(
      'every acknowledged usage event is recorded once',
      row?.meter === meter &&
        row.quantity === quantity &&
        row.at === at &&
        (row.voidedIn !== null) === isVoided,
      { eventId, expected: ledger.usage.get(eventId), row },
    );
  }
  promises.check('no usage event is recorded that was not acknowledged', left.size === 0, [...left.keys()]);
  return rows;
}

const toMeterEvent = (id: string, order: number, event: AcknowledgedUsage) => ({
  ...event,
  id,
  order,
  region: null,
  subject: null,
  statement: '',
});

async function proveStatements(
  { db, promises }: Evidence,
  { id, tag, caller }: Organization,
  rows: Row[],
): Promise<void> {
  const { planHistory } = await caller.ask(HISTORY);
  const history: OracleHistory = planHistory.nodes
    .map(({ plan, from }) => ({ plan: String(plan.code), from: Date.parse(from) || -Infinity }))
    .toSorted((a, b) => a.from - b.from);
  const events: OracleEvent[] = rows.map(({ meter, quantity, at, statement, voidedIn }) => ({
    meter,
    quantity: BigInt(quantity),
    at,
    statement,
    ...(voidedIn && { voidedIn }),
  }));
  const expected = stateAll([month(-2), month(-1), month()], history, plans, events);
  for (const [of, lines] of Object.entries(expected)) {
    const stated = await statedLines(caller, of);
    promises.check('every sealed sum is exact', stated.join('\n') === lines.join('\n'), {
      tag,
      of,
      lines,
      stated,
    });
    const { differences } = await verifyStatement(db, id, of);
    promises.check('verify-statement finds no difference', differences.length === 0, {
      tag,
      of,
      differences,
    });
  }
}
