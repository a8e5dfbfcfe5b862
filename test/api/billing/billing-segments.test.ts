import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { type Price, pricesOf } from '../../../src/modules/billing/charges.ts';
import { makeLineItems, totalOf } from '../../../src/modules/billing/line-items.ts';
import { PER_UNIT } from '../../../src/modules/plan/pricing.ts';
import { sealNextStatement } from '../../../src/modules/billing/seal.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import type { Account } from '../../support/client.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { movePlanChange } from '../../support/plan-segments.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, foundEarlier, lastMonth, month, record, seal, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const { db } = server;
const DAY = 86_400_000;

const start = Date.parse(`${month(-1)}-01T00:00:00Z`);
const end = Date.parse(`${month()}-01T00:00:00Z`);
/** As the API writes instants of whole seconds. */
const text = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
const share = (whole: number, from: number, to: number) => (whole * (to - from)) / (end - start);

/** Creates an organization of last month on PRO that had these plans from these instants on, at last the present one. */
async function withPlans(...changes: [at: number, plan: string][]): Promise<Account> {
  const owner = await createOwner(server.anonymous, 'PRO');
  await foundEarlier(db, owner.organizationId, 1);
  for (const [at, plan] of changes) {
    await changePlan(owner.client, plan);
    await movePlanChange(db, owner.organizationId, new Date(at).toISOString());
  }
  return owner;
}

const QUERY = `query ($of: String!) { billingStatement(month: $of) {
  status plan { code } total checksum csv
  lineItems { kind meter usageMonth plan { code } from to quantity included overage unitPrice amount } } }` as const;
const statement = async ({ client }: Account, of: string) =>
  (await client.ask(QUERY, { of })).billingStatement;
type Statement = Awaited<ReturnType<typeof statement>>;

/** Returns each charge in short: kind, meter, usage month, plan, times, quantity, included, overage, amount. */
const charges = ({ lineItems }: Statement) =>
  lineItems.map((item) =>
    [item.kind, item.meter, item.usageMonth, item.plan?.code, item.from, item.to]
      .concat([item.quantity, item.included, item.overage, item.amount].map(String))
      .filter((each) => each != null)
      .join(' '),
  );
const differences = async ({ organizationId }: Account, of: string) =>
  (await verifyStatement(db, organizationId, of)).differences;

describe('a month with a change of the plan', () => {
  const half = start + 15 * DAY;

  test('is charged by each plan for its time and usage', async () => {
    const owner = await withPlans([half, 'FREE']);
    const at = (instant: number, quantity: number) =>
      usageEvent({ quantity, occurredAt: new Date(instant).toISOString() });
    // The API records no usage that is older than 35 days.
    const recent = Math.max(half, Date.now() - 34 * DAY);
    await record(owner.client, at(recent, 20_000), at(end - 1, 5));
    const open = await statement(owner, month(-1));
    const free = share(10_000, half, end);
    expect(open).toMatchObject({ status: 'OPEN', plan: { code: 'FREE' } });
    expect(open.total).toBe(Math.round(share(2900, start, half)));
    const of = (plan: string, from: number, to: number) => `${month(-1)} ${plan} ${text(from)} ${text(to)}`;
    const [pro, afterwards] = [of('PRO', start, half), of('FREE', half, end)];
    const included = (whole: number, from: number, to: number) => Math.floor(share(whole, from, to));
    expect(charges(open)).toEqual([
      `BASE ${pro} 1 0 1 ${open.total}`,
      `BASE ${afterwards} 1 0 1 0`,
      `USAGE events.processed ${pro} 0 ${included(1_000_000, start, half)} 0 0`,
      `USAGE events.processed ${afterwards} 20005 ${Math.floor(free)} ${20_005 - Math.floor(free)} 0`,
      `USAGE storage.gigabyte_hours ${pro} 0 ${included(100_000, start, half)} 0 0`,
      `USAGE storage.gigabyte_hours ${afterwards} 0 ${included(1000, half, end)} 0 0`,
    ]);
    await seal(db);
    expect(await statement(owner, month(-1))).toMatchObject({
      status: 'SEALED',
      total: open.total,
      lineItems: open.lineItems,
    });
    expect(await differences(owner, month(-1))).toEqual([]);
  });

  test('is not free because of a downgrade a second before it ends', async () => {
    const owner = await withPlans([end - 1000, 'FREE']);
    await record(
      owner.client,
      usageEvent({ quantity: 3_000_000, occurredAt: new Date(end - 1001).toISOString() }),
      usageEvent({ quantity: 7000, occurredAt: new Date(end - 1000).toISOString() }),
    );
    const { total } = await statement(owner, month(-1));
    await seal(db);
    const sealed = await statement(owner, month(-1));
    const allowance = Math.floor(share(1_000_000, start, end - 1000));
    expect(sealed.total).toBe(2900 + Math.round((3_000_000 - allowance) * 0.002));
    expect(total).toBe(sealed.total);
    expect(charges(sealed)).toContain(
      `USAGE events.processed ${month(-1)} FREE ${text(end - 1000)} ${text(end)} 7000 0 7000 0`,
    );
  });

  test('is charged by the plan that began it if the plan changed when it was over', async () => {
    const owner = await withPlans([end, 'FREE']);
    await record(owner.client, usageEvent({ quantity: 1_500_000, occurredAt: lastMonth() }));
    await seal(db);
    expect(await statement(owner, month(-1))).toMatchObject({ plan: { code: 'PRO' }, total: 2900 + 1000 });
    expect(await statement(owner, month())).toMatchObject({ plan: { code: 'FREE' }, total: 0 });
  });

  test('has no base price if the organization was archived throughout', async () => {
    const owner = await withPlans([half, 'FREE'], [half + DAY, 'PRO']);
    await db
      .insertInto('organization_status_changes')
      .values({ organization_id: owner.organizationId, status: 'ARCHIVED', created_at: text(start - 1000) })
      .execute();
    await seal(db);
    const sealed = await statement(owner, month(-1));
    expect(sealed.total).toBe(0);
    expect(sealed.lineItems.filter(({ kind }) => kind === 'BASE').map(({ quantity }) => quantity)).toEqual([
      0, 0, 0,
    ]);
    expect(await differences(owner, month(-1))).toEqual([]);
  });
});

test('the example of docs/billing.md is right', () => {
  const month = '2026-01-01';
  const terms = ([planCode, from, to, basePrice, price]: [string, string, string, string, Price]) => {
    const segment = { planCode, planVersion: 1, from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` };
    return { ...segment, basePrice, prices: pricesOf([price], month, segment) };
  };
  const meter = 'events.processed';
  const meterKind = 'SUM';
  const segments = [
    terms([
      'PRO',
      month,
      '2026-01-21',
      '2900',
      { meter, meterKind, pricing: PER_UNIT, included: 1_000_000n, unitPrice: '0.002' },
    ]),
    terms([
      'FREE',
      '2026-01-21',
      '2026-02-01',
      '0',
      { meter, meterKind, pricing: PER_UNIT, included: 10_000n, unitPrice: '0' },
    ]),
  ];
  const usage = [700_000n, 5000n].map((quantity, index) => ({
    usageMonth: month,
    meter,
    quantity,
    voided: 0n,
    segment: segments[index]!,
  }));
  const items = makeLineItems(month, { baseQuantity: 1n, segments }, usage, []);
  expect(items.map(({ included, overage, amount }) => [included, overage, amount])).toEqual([
    [0n, 1n, 1871n],
    [0n, 1n, 0n],
    [645_161n, 54_839n, 110n],
    [3548n, 1452n, 0n],
  ]);
  expect(totalOf(items)).toBe(1981n);
});

describe('usage of a sealed month with a change of the plan', () => {
  const change = end - 1_800_000;

  test('that is recorded or voided late adjusts the next statement by its own segment', async () => {
    const owner = await withPlans([change, 'FREE']);
    const before = () => usageEvent({ quantity: 2_000_000, occurredAt: new Date(change - 1).toISOString() });
    const wrong = before();
    await record(owner.client, wrong);
    await fold(db);
    await seal(db);
    await record(
      owner.client,
      usageEvent({ quantity: 3000, occurredAt: new Date(change - 1).toISOString() }),
      usageEvent({ quantity: 9000, occurredAt: new Date(change).toISOString() }),
    );
    await fold(db);
    await owner.client.ask(
      `mutation ($eventId: String!) { voidUsageEvent(input: { eventId: $eventId, reason: "Wrong" }) { userErrors { code } } }`,
      { eventId: wrong.eventId },
    );
    const adjustments = (of: Statement) => charges(of).filter((line) => line.startsWith('ADJUSTMENT'));
    const pro = `events.processed ${month(-1)} PRO ${text(start)} ${text(change)}`;
    const free = `events.processed ${month(-1)} FREE ${text(change)} ${text(end)}`;
    const [ofPro, ofFree] = [
      Math.floor(share(1_000_000, start, change)),
      Math.floor(share(10_000, change, end)),
    ];
    const credit = 2_003_000 - ofPro;
    const expected = [
      `ADJUSTMENT ${pro} 3000 0 3000 6`,
      `ADJUSTMENT ${pro} -2000000 ${credit - 2_000_000} ${-credit} ${-Math.round(credit * 0.002)}`,
      `ADJUSTMENT ${free} 9000 ${ofFree} ${9000 - ofFree} 0`,
    ];
    expect(adjustments(await statement(owner, month()))).toEqual(expected);
    await fold(db);
    await seal(db, 1);
    expect(adjustments(await statement(owner, month()))).toEqual(expected);
    expect(await differences(owner, month())).toEqual([]);
  });

  test('is part of a checksum that others can compute', async () => {
    const owner = await withPlans([change, 'FREE']);
    await seal(db);
    const { checksum, csv, lineItems, total } = await statement(owner, month(-1));
    const form = JSON.stringify({
      version: '2',
      organizationId: owner.organizationId,
      month: month(-1),
      plan: 'FREE',
      currency: 'USD',
      lineItems: lineItems.map((item) => ({
        kind: item.kind,
        meter: item.meter,
        usageMonth: item.usageMonth,
        plan: item.plan!.code,
        from: item.from,
        to: item.to,
        quantity: String(item.quantity),
        included: String(item.included),
        overage: String(item.overage),
        unitPrice: item.unitPrice,
        amount: String(item.amount),
      })),
      total: String(total),
    });
    expect(checksum).toBe(createHash('sha256').update(form).digest('hex'));
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'month,status,kind,meter,usage_month,quantity,included,overage,unit_price,amount,currency,plan,from,to',
      `${month(-1)},SEALED,BASE,,${month(-1)},1,0,1,2900,${lineItems[0]!.amount},USD,PRO,${text(start)},${text(change)}`,
    ]);
  });
});

test('a statement of the previous release shows its plan and months, and is still verified', async () => {
  const owner = await withPlans();
  await record(owner.client, usageEvent({ quantity: 1_000_500, occurredAt: lastMonth() }));
  await seal(db);
  const sealed = await statement(owner, month(-1));
  await db.transaction().execute(async (tx) => {
    await sql`alter table billing_line_items disable trigger user`.execute(tx);
    await sql`update billing_line_items set segment_plan_code = null, segment_from = null, segment_to = null
      where organization_id = ${owner.organizationId}`.execute(tx);
    await sql`alter table billing_line_items enable trigger user`.execute(tx);
  });
  await changePlan(owner.client, 'FREE');
  await record(owner.client, usageEvent({ quantity: 500, occurredAt: lastMonth() }));
  expect(await statement(owner, month(-1))).toEqual(sealed);
  expect(sealed.lineItems.map(({ plan, from, to }) => [plan!.code, from, to])).toEqual(
    Array.from({ length: 3 }, () => ['PRO', text(start), text(end)]),
  );
  expect(await differences(owner, month(-1))).toEqual([]);
  expect(charges(await statement(owner, month()))).toContain(
    `ADJUSTMENT events.processed ${month(-1)} PRO ${text(start)} ${text(end)} 500 0 500 1`,
  );
});

test('a statement waits for a change of the plan that is not committed yet', async () => {
  const { organizationId, client } = await createOwner(server.anonymous, 'PRO');
  const waiting = async () => {
    const { rows } = await sql`
      select from pg_stat_activity where wait_event_type = 'Lock' and query like '%for share%'
        and datname = current_database()`.execute(db);
    return rows.length;
  };
  let sealing: Promise<boolean> | undefined;
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('organizations')
      .set({ plan_code: 'FREE' })
      .where('id', '=', organizationId)
      .execute();
    sealing = sealNextStatement(db, organizationId, `${month(1)}-01`);
    await expect.poll(waiting).toBe(1);
  });
  expect(await sealing).toBe(true);
  const sealed = (await client.ask(QUERY, { of: month() })).billingStatement;
  expect(sealed).toMatchObject({ status: 'SEALED', plan: { code: 'FREE' } });
});

test('statements of plans with different currencies are not added up', async () => {
  const owner = await withPlans([end - DAY, 'FREE']);
  await unfreezeTerms(db);
  await db.updateTable('plan_versions').set({ currency: 'EUR' }).where('plan_code', '=', 'FREE').execute();
  expect(await owner.client.codes(QUERY, { of: month(-1) })).toEqual(['INTERNAL_SERVER_ERROR']);
  await db.updateTable('plan_versions').set({ currency: 'USD' }).where('plan_code', '=', 'FREE').execute();
});
