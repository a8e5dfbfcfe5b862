import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { tenantOf } from '../../support/tenant.ts';
import { sealNextStatement } from '../../../src/modules/billing/seal.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { contentHash } from '../../../src/modules/usage/event-hash.ts';
import { AS_SUM } from '../../../src/modules/usage/measured-as.ts';
import { insertUsageEvents } from '../../../src/modules/usage/queries.ts';
import { createRequestMeter } from '../../../src/modules/usage/request-meter.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';
import { fold } from '../../support/usage.ts';

const { db, services } = await startTestServer();
const organizationId = '01980000-0000-7000-8000-000000000001';

/** The checksums of these statements by the release that had no plan segments. */
const stored = {
  '2026-01': 'e88f4f1c89a6405935511deefa33447fcef2a58e6150ebd3de05deef5cf33f4b',
  '2026-02': 'af3cb98bc623ef05aea73ca92fd44afcc99a90fb222ba5ed99767bc21555c85d',
  '2026-03': 'eb44f001b011c9f4d78293f343a9b972a3af366e92a7244ef442606a1541d1c1',
};

async function record(eventId: string, meter: string, quantity: number, occurredAt: string): Promise<void> {
  const event = { eventId, meter, quantity, occurredAt };
  const hash = contentHash(event);
  await insertUsageEvents(tenantOf(db, organizationId), [{ ...event, ...AS_SUM, hash }], occurredAt);
}

async function request(times: number, at: string): Promise<void> {
  const meter = createRequestMeter(services.system, pino({ level: 'silent' }));
  const of = { organizationId, apiKeyId: organizationId, operation: 'Board', client: 'web', status: 'OK' };
  for (let time = 0; time < times; time++) meter.record({ ...of, durationMs: 1, at: Date.parse(at) });
  await meter.stop();
}

const voidEvent = (eventId: string, statementMonth: string) =>
  sql`
  with voided as (
    insert into usage_voids (organization_id, event_id, reason, meter, quantity, usage_month, statement_month)
    select organization_id, id, 'A test', meter, quantity, date_trunc('month', occurred_at at time zone 'UTC'), ${statementMonth}
    from usage_events where organization_id = ${organizationId} and event_id = ${eventId} returning event_id)
  insert into usage_pending (organization_id, meter, hour, statement_month, quantity)
  select organization_id, meter, date_trunc('hour', occurred_at, 'UTC'), ${statementMonth}, -quantity
  from usage_events where organization_id = ${organizationId} and id in (select event_id from voided)`.execute(
    db,
  );

const checksums = async () =>
  Object.fromEntries(
    (
      await sql<{ month: string; checksum: string }>`
        select to_char(month, 'YYYY-MM') as month, checksum from billing_statements
        where organization_id = ${organizationId} order by month`.execute(db)
    ).rows.map(({ month, checksum }) => [month, checksum]),
  );

test('statements of an unchanged plan have the checksums that they had before there were segments', async () => {
  await unfreezeTerms(db);
  await sql`insert into plan_version_prices (plan_code, version, meter, included, unit_price)
    values ('PRO', 1, 'api.requests', 2, 7)`.execute(db);
  await sql`insert into organizations (id, name, slug, plan_code, created_at)
    values (${organizationId}, 'Old harbour', 'old-harbour', 'PRO', '2026-01-10T12:00:00Z')`.execute(db);
  await record('a', 'events.processed', 1_234_567, '2026-01-20T10:20:30.4Z');
  await record('b', 'storage.gigabyte_hours', 150_000, '2026-01-31T23:59:59.999Z');
  await record('c', 'unpriced', 5, '2026-01-31T23:59:59Z');
  await request(9, '2026-01-12T00:00:00Z');
  await fold(db);
  await record('d', 'events.processed', 300, '2026-01-20T10:59:59Z');
  await voidEvent('d', '2026-01-01');
  expect(await sealNextStatement(db, organizationId, '2026-02-01')).toBe(true);
  await record('e', 'events.processed', 40_000, '2026-01-20T10:00:00Z');
  await record('f', 'events.processed', 70, '2026-02-01T00:00:00Z');
  await request(3, '2026-01-12T00:00:00Z');
  await voidEvent('b', '2026-02-01');
  expect(await sealNextStatement(db, organizationId, '2026-03-01')).toBe(true);
  await record('g', 'storage.gigabyte_hours', 60_000, '2026-01-02T00:00:00Z');
  await record('h', 'events.processed', 5_000_000, '2026-03-31T00:00:00Z');
  await sql`insert into organization_status_changes (organization_id, status, created_at)
    values (${organizationId}, 'ARCHIVED', '2026-02-20T00:00:00Z')`.execute(db);
  expect(await sealNextStatement(db, organizationId, '2026-04-01')).toBe(true);
  expect(await checksums()).toEqual(stored);
  for (const each of Object.keys(stored))
    expect((await verifyStatement(db, organizationId, each)).differences).toEqual([]);
});
