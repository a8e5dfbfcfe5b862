import { describe, expect, test } from 'vitest';
import { sealNextStatement } from '../../../src/modules/billing/seal.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import type { MeterKind } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import type { Account } from '../../support/client.ts';
import { newMeter } from '../../support/meters.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, foundEarlier, month, record, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const { db } = server;
await unfreezeTerms(db);

const kinds = ['COUNT', 'MAX', 'UNIQUE', 'LAST'] as const;

/** Declares a meter whose price is 10 for each unit beyond one. */
async function pricedMeter(kind: MeterKind): Promise<string> {
  const meter = await newMeter(db, kind);
  await db
    .insertInto('plan_version_prices')
    .values({ plan_code: 'PRO', version: 1, meter, included: 1, unit_price: '10' })
    .execute();
  return meter;
}

async function items({ client }: Account, of: string, meter: string): Promise<string[]> {
  const { billingStatement } = await client.ask(
    `query ($of: String!) { billingStatement(month: $of) { lineItems {
      kind meter meterKind usageMonth from to quantity included overage amount } csv } }`,
    { of },
  );
  return billingStatement.lineItems
    .filter((item) => item.meter === meter)
    .map(({ kind, usageMonth, quantity, included, overage, amount }) =>
      [kind, usageMonth, quantity, included, overage, amount].join(' '),
    );
}

async function voidEvent({ client }: Account, eventId: string): Promise<void> {
  await client.ask(
    'mutation ($id: String!) { voidUsageEvent(input: { eventId: $id, reason: "Wrong" }) { userErrors { code } } }',
    { id: eventId },
  );
}

/** An instant of the month before. Events may be 35 days old. */
const earlier = (offset: number) =>
  new Date(Date.parse(`${month()}-01T00:00:00Z`) - 3_600_000 + offset).toISOString();

describe.each(kinds)('a statement with a meter of the kind %s', (kind) => {
  const event = (meter: string, eventId: string, quantity: number, offset: number, user: string) =>
    usageEvent({ meter, eventId, quantity, occurredAt: earlier(offset), properties: { user } });
  const values = {
    COUNT: { before: 3, late: 5, after: 4 },
    MAX: { before: 9, late: 12, after: 9 },
    UNIQUE: { before: 2, late: 4, after: 3 },
    LAST: { before: 7, late: 4, after: 7 },
  }[kind];

  test('bills its value, and later the difference that late and voided events make', async () => {
    const meter = await pricedMeter(kind);
    const owner = await createOwner(server.anonymous, 'PRO');
    await foundEarlier(db, owner.organizationId, 1);
    await record(
      owner.client,
      event(meter, 'a', 5, 0, 'ann'),
      event(meter, 'b', 9, 1000, 'bob'),
      event(meter, 'c', 7, 2000, 'ann'),
    );
    const usage = `USAGE ${month(-1)} ${values.before} 1 ${values.before - 1} ${10 * (values.before - 1)}`;
    expect(await items(owner, month(-1), meter)).toEqual([usage]);
    await fold(db);
    expect(await items(owner, month(-1), meter)).toEqual([usage]);
    await sealNextStatement(db, owner.organizationId, `${month()}-01`);
    expect(await items(owner, month(-1), meter)).toEqual([usage]);

    await record(owner.client, event(meter, 'd', 12, 500, 'cat'), event(meter, 'e', 4, 3000, 'dan'));
    const added = values.late - values.before;
    const late = `ADJUSTMENT ${month(-1)} ${added} 0 ${added} ${10 * added}`;
    const own = `USAGE ${month()} 0 1 0 0`;
    for (let round = 0; round < 2; round++) {
      expect(await items(owner, month(), meter)).toEqual([own, late]);
      await fold(db);
    }
    await sealNextStatement(db, owner.organizationId, `${month(1)}-01`);
    expect(await items(owner, month(), meter)).toEqual([own, late]);

    // Takes back what a later statement billed.
    await voidEvent(owner, kind === 'LAST' ? 'e' : 'd');
    const less = values.after - values.late;
    await db
      .updateTable('billing_periods')
      .set({ open_month: `${month(1)}-01` })
      .execute();
    await fold(db);
    await sealNextStatement(db, owner.organizationId, `${month(2)}-01`);
    const [, back, ...others] = await sealedItems(owner.organizationId, month(1), meter);
    expect([back, others]).toEqual([`ADJUSTMENT ${month(-1)} ${less} 0 ${less} ${10 * less}`, []]);
    for (const of of [month(-1), month(), month(1)])
      expect((await verifyStatement(db, owner.organizationId, of)).differences).toEqual([]);
  });

  test.each([
    ['a whole month', []],
    ['a divided month', [-86_400_000, 1500]],
  ])('of %s is not changed by what is recorded and voided after it is closed', async (_what, changes) => {
    const meter = await pricedMeter(kind);
    const owner = await createOwner(server.anonymous, 'PRO');
    const { organizationId } = owner;
    await foundEarlier(db, organizationId, 1);
    for (const change of changes)
      await db
        .insertInto('plan_segments')
        .values({ organization_id: organizationId, plan_code: 'PRO', starts_at: earlier(change) })
        .execute();
    await record(
      owner.client,
      event(meter, 'z', 4, -2 * 86_400_000, 'zoe'),
      event(meter, 'a', 5, 0, 'ann'),
      event(meter, 'b', 9, 1000, 'bob'),
      event(meter, 'c', 7, 2000, 'cat'),
    );
    await fold(db);
    const before = await items(owner, month(-1), meter);
    expect(before).toHaveLength(changes.length + 1);
    await db
      .insertInto('billing_periods')
      .values({ organization_id: organizationId, open_month: `${month()}-01` })
      .execute();
    await record(
      owner.client,
      event(meter, 'd', 12, -4 * 86_400_000, 'cat'),
      event(meter, 'e', 4, 3000, 'zoe'),
      event(meter, 'f', 14, 1200, 'dan'),
    );
    for (const eventId of ['c', 'z', 'd']) await voidEvent(owner, eventId);
    for (let round = 0; round < 2; round++) {
      expect(await items(owner, month(-1), meter)).toEqual(before);
      await fold(db);
    }
    expect(await sealNextStatement(db, organizationId, `${month()}-01`)).toBe(true);
    expect(await items(owner, month(-1), meter)).toEqual(before);
    expect((await verifyStatement(db, organizationId, month(-1))).differences).toEqual([]);
  });

  test('is not changed by a void before it is sealed and rolled up', async () => {
    const meter = await pricedMeter(kind);
    const owner = await createOwner(server.anonymous, 'PRO');
    await record(
      owner.client,
      ...['a', 'b'].map((eventId, index) =>
        usageEvent({ meter, eventId, quantity: index + 2, properties: { user: eventId } }),
      ),
    );
    await voidEvent(owner, 'b');
    const net = { COUNT: 1, MAX: 2, UNIQUE: 1, LAST: 2 }[kind];
    for (let round = 0; round < 2; round++) {
      const { usageSeries } = await owner.client.ask(
        'query ($meter: String!) { usageSeries(meter: $meter) { total } }',
        { meter },
      );
      expect(usageSeries.total).toBe(net);
      const billed = await items(owner, month(), meter);
      expect(billed.reduce((sum, item) => sum + Number(item.split(' ')[2]), 0)).toBe(net);
      await fold(db);
    }
  });
});

/** The sealed items of a month that has not come. */
async function sealedItems(organizationId: string, of: string, meter: string): Promise<string[]> {
  const rows = await db
    .selectFrom('billing_line_items')
    .select(['kind', 'usage_month', 'quantity', 'included', 'overage', 'amount'])
    .where('organization_id', '=', organizationId)
    .where('month', '=', `${of}-01`)
    .where('meter', '=', meter)
    .orderBy('position')
    .execute();
  return rows.map(({ kind, usage_month, quantity, included, overage, amount }) =>
    [kind, usage_month.slice(0, 7), quantity, included, overage, amount].join(' '),
  );
}

test('each segment has its own value of a level, charged for its share, and each unique value once', async () => {
  const [max, unique] = [await pricedMeter('MAX'), await pricedMeter('UNIQUE')];
  await db
    .insertInto('plan_version_prices')
    .values(
      [max, unique].map((meter) => ({
        plan_code: 'FREE',
        version: 1,
        meter,
        included: 0,
        unit_price: '100',
      })),
    )
    .execute();
  const owner = await createOwner(server.anonymous, 'PRO');
  const { organizationId } = owner;
  await foundEarlier(db, organizationId, 2);
  // The last hour of the month before is on FREE.
  await db
    .insertInto('plan_segments')
    .values([
      { organization_id: organizationId, plan_code: 'FREE', starts_at: earlier(0) },
      { organization_id: organizationId, plan_code: 'PRO', starts_at: earlier(1_800_000) },
    ])
    .execute();
  const at = (meter: string, offset: number, quantity: number, user: string) =>
    usageEvent({ meter, quantity, occurredAt: earlier(offset), properties: { user } });
  await record(
    owner.client,
    ...[max, unique].flatMap((meter) => [
      at(meter, -7_200_000, 30, 'ann'),
      at(meter, -1, 20, 'bob'),
      at(meter, 0, 40, 'ann'),
      at(meter, 1_799_999, 41, 'cat'),
      at(meter, 1_800_000, 7, 'cat'),
    ]),
  );
  const seconds = (Date.parse(`${month()}-01T00:00:00Z`) - Date.parse(`${month(-1)}-01T00:00:00Z`)) / 1000;
  const share = (amount: number, of: number) => Math.round((amount * of) / seconds);
  for (let round = 0; round < 2; round++) {
    expect(await items(owner, month(-1), max)).toEqual([
      `USAGE ${month(-1)} 30 1 29 ${share(290, seconds - 3600)}`,
      `USAGE ${month(-1)} 41 0 41 ${share(4100, 1800)}`,
      `USAGE ${month(-1)} 7 1 6 ${share(60, 1800)}`,
    ]);
    expect(await items(owner, month(-1), unique)).toEqual([
      `USAGE ${month(-1)} 2 0 2 20`,
      `USAGE ${month(-1)} 1 0 1 100`,
      `USAGE ${month(-1)} 0 0 0 0`,
    ]);
    await fold(db);
  }
  while (await sealNextStatement(db, organizationId, `${month()}-01`));
  expect((await verifyStatement(db, organizationId, month(-1))).differences).toEqual([]);
  const rows = await db
    .selectFrom('usage_events')
    .select('event_id as id')
    .where('organization_id', '=', organizationId)
    .where('quantity', '=', '30')
    .execute();
  for (const { id } of rows) await voidEvent(owner, id);
  // Without its first event, ann's value counts in the segment of her next one.
  expect(await items(owner, month(), unique)).toEqual([
    `USAGE ${month()} 0 1 0 0`,
    `ADJUSTMENT ${month(-1)} -1 0 -1 -10`,
    `ADJUSTMENT ${month(-1)} 1 0 1 100`,
  ]);
  expect(await items(owner, month(), max)).toEqual([
    `USAGE ${month()} 0 1 0 0`,
    `ADJUSTMENT ${month(-1)} -10 0 -10 ${share(190, seconds - 3600) - share(290, seconds - 3600)}`,
  ]);
});
