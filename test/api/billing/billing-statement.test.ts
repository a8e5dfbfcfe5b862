import { describe, expect, test } from 'vitest';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { type Account, type Client, join, register } from '../../support/client.ts';
import { type Data, type Present } from '../../support/operations.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, foundEarlier, lastMonth, month, record, seal, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();

const query = `query ($month: String!) { billingStatement(month: $month) {
  month status plan { code } currency total sealedAt checksum csv
  lineItems { kind meter usageMonth quantity included overage unitPrice amount } } }`;

type Statement = Present<Data<typeof query>>['billingStatement'];

const statement = async (client: Client, of: string): Promise<Statement> =>
  (await client.ask(query, { month: of })).billingStatement;

/** Returns each charge in short: kind, meter, usage month, quantity, included, overage, amount. */
const charges = (of: Statement | null) =>
  of!.lineItems.map((item) =>
    [item.kind, item.meter, item.usageMonth, item.quantity, item.included, item.overage, item.amount]
      .filter((each) => each !== null)
      .join(' '),
  );

/** Creates an organization on PRO as of this many months ago. */
async function createEarly(plan: string, months: number): Promise<Account> {
  const owner = await createOwner(server.anonymous, plan);
  await foundEarlier(server.db, owner.organizationId, months);
  return owner;
}
const onPro = (months = 0) => createEarly('PRO', months);

describe('an open statement', () => {
  test('has the charges of the month so far, rolled up or not', async () => {
    const { client } = await onPro();
    await record(client, usageEvent({ quantity: 1_000_000 }), usageEvent({ meter: 'unpriced', quantity: 5 }));
    await fold(server.db);
    await record(
      client,
      usageEvent({ quantity: 1250 }),
      usageEvent({ meter: 'storage.gigabyte_hours', quantity: 100_100 }),
    );
    const open = await statement(client, month());
    expect(open).toMatchObject({
      month: month(),
      status: 'OPEN',
      plan: { code: 'PRO' },
      currency: 'USD',
      total: 2900 + 3 + 2,
      sealedAt: null,
      checksum: null,
    });
    // 1250 x 0.002 is 2.5, 100 x 0.015 is 1.5: both are rounded up.
    expect(charges(open)).toEqual([
      `BASE ${month()} 1 0 1 2900`,
      `USAGE events.processed ${month()} 1001250 1000000 1250 3`,
      `USAGE storage.gigabyte_hours ${month()} 100100 100000 100 2`,
    ]);
    expect(open!.lineItems.map((item) => item.unitPrice)).toEqual(['2900', '0.002', '0.015']);
  });

  test('on FREE has no charges', async () => {
    const { client } = await register(server.anonymous);
    await record(client, usageEvent({ quantity: 20_000 }));
    const open = await statement(client, month());
    expect(open).toMatchObject({ total: 0, plan: { code: 'FREE' } });
    expect(charges(open)).toContain(`USAGE events.processed ${month()} 20000 10000 10000 0`);
  });

  test('exists for the months from the first to the current one', async () => {
    const { client } = await onPro(1);
    expect(await statement(client, month(1))).toBeNull();
    expect(await statement(client, month(-2))).toBeNull();
    expect(await statement(client, month(-1))).toMatchObject({ status: 'OPEN' });
    for (const wrong of ['2026-13', '2026-1', '0000-01', '2026-01-01', ''])
      expect(await client.codes(query, { month: wrong })).toEqual(['BAD_USER_INPUT']);
  });

  test('is visible only to owners', async () => {
    const owner = await onPro();
    for (const role of ['ADMIN', 'MEMBER'] as const) {
      const { client } = await join(owner, role);
      expect(await client.codes(query, { month: month() })).toEqual(['FORBIDDEN']);
    }
    const outsider = await register(server.anonymous);
    const codes = await outsider.client.in(owner.organizationId).codes(query, { month: month() });
    expect(codes).toEqual(['NOT_FOUND']);
  });
});

describe('a sealed statement', () => {
  test('equals the last open one and does not change', async () => {
    const { client, organizationId } = await onPro(1);
    await record(client, usageEvent({ quantity: 1_000_500, occurredAt: lastMonth() }));
    const open = await statement(client, month(-1));
    await seal(server.db);
    const sealed = await statement(client, month(-1));
    expect(sealed).toEqual({
      ...open,
      status: 'SEALED',
      sealedAt: expect.stringMatching(/Z$/),
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      csv: open!.csv.replaceAll('OPEN', 'SEALED'),
    });
    await record(client, usageEvent({ quantity: 10_000, occurredAt: lastMonth() }));
    await changePlan(client, 'FREE');
    await unfreezeTerms(server.db);
    const prices = await server.db.selectFrom('plan_version_prices').selectAll().execute();
    await server.db.updateTable('plan_version_prices').set({ included: 1 }).execute();
    await seal(server.db);
    expect(await statement(client, month(-1))).toEqual(sealed);
    await server.db.deleteFrom('plan_version_prices').execute();
    await server.db.insertInto('plan_version_prices').values(prices).execute();
    const change = server.db
      .updateTable('billing_line_items')
      .set({ amount: '0' })
      .where('organization_id', '=', organizationId);
    await expect(change.execute()).rejects.toThrow('a sealed statement does not change');
  });

  test('is created once for each month since the first, in order', async () => {
    const { client, organizationId } = await onPro(3);
    await Promise.all(Array.from({ length: 4 }, () => seal(server.db)));
    const rows = await server.db
      .selectFrom('billing_statements')
      .select(['month', 'total'])
      .where('organization_id', '=', organizationId)
      .orderBy('month')
      .execute();
    expect(rows).toEqual([-3, -2, -1].map((offset) => ({ month: `${month(offset)}-01`, total: '2900' })));
    expect(await statement(client, month())).toMatchObject({ status: 'OPEN' });
  });
});

describe('usage that is recorded late', () => {
  test('adjusts the next statement with the terms of its own month', async () => {
    const { client } = await onPro(1);
    await record(client, usageEvent({ quantity: 999_000, occurredAt: lastMonth() }));
    await seal(server.db);
    await record(
      client,
      usageEvent({ quantity: 1500, occurredAt: lastMonth() }),
      usageEvent({ quantity: 7 }),
    );
    const adjusted = [
      `BASE ${month()} 1 0 1 2900`,
      `USAGE events.processed ${month()} 7 1000000 0 0`,
      `USAGE storage.gigabyte_hours ${month()} 0 100000 0 0`,
      `ADJUSTMENT events.processed ${month(-1)} 1500 1000 500 1`,
    ];
    expect(charges(await statement(client, month()))).toEqual(adjusted);
    await fold(server.db);
    expect(charges(await statement(client, month()))).toEqual(adjusted);
    await seal(server.db, 1);
    expect(charges(await statement(client, month()))).toEqual(adjusted);
  });

  test('a second time takes earlier adjustments into account', async () => {
    const { client, organizationId } = await onPro(1);
    await seal(server.db);
    await record(client, usageEvent({ quantity: 1_000_000, occurredAt: lastMonth() }));
    await seal(server.db, 1);
    await record(client, usageEvent({ quantity: 1000, occurredAt: lastMonth() }));
    await seal(server.db, 2);
    const items = await server.db
      .selectFrom('billing_line_items')
      .select(['month', 'quantity', 'included', 'overage', 'amount'])
      .where('organization_id', '=', organizationId)
      .where('kind', '=', 'ADJUSTMENT')
      .orderBy('month')
      .execute();
    expect(items).toEqual([
      { month: `${month()}-01`, quantity: '1000000', included: '1000000', overage: '0', amount: '0' },
      { month: `${month(1)}-01`, quantity: '1000', included: '0', overage: '1000', amount: '2' },
    ]);
  });

  test('for a time before the organization existed adjusts its first statement', async () => {
    const { client } = await onPro();
    await record(client, usageEvent({ quantity: 1_000_500, occurredAt: lastMonth() }));
    expect(charges(await statement(client, month()))).toContain(
      `ADJUSTMENT events.processed ${month(-1)} 1000500 1000000 500 1`,
    );
  });
});

test('suspended and archived organizations get statements; nothing remains of a deleted one that owes nothing', async () => {
  const [suspended, archived, deleted] = [await onPro(1), await onPro(1), await createEarly('FREE', 1)];
  const setStatus = ({ organizationId }: Account, status: string) =>
    server.db.updateTable('organizations').set({ status }).where('id', '=', organizationId).execute();
  await record(deleted.client, usageEvent({ occurredAt: lastMonth() }), usageEvent());
  await setStatus(suspended, 'SUSPENDED');
  await setStatus(archived, 'ARCHIVED');
  await runScheduled(server, 'seal-statements');
  expect(await statement(suspended.client, month(-1))).toMatchObject({ status: 'SEALED', total: 2900 });
  expect(await archived.client.codes(query, { month: month(-1) })).toEqual(['NOT_FOUND']);
  await setStatus(archived, 'ACTIVE');
  expect(await statement(archived.client, month(-1))).toMatchObject({ status: 'SEALED', total: 2900 });
  await runScheduled(server, 'fold-usage');
  await record(deleted.client, usageEvent());
  await server.db.deleteFrom('organizations').where('id', '=', deleted.organizationId).execute();
  await fold(server.db);
  const left = await server.db
    .selectFrom('billing_statements')
    .select('month')
    .where('organization_id', '=', deleted.organizationId)
    .execute();
  expect(left).toEqual([]);
});

test.each([1, 2, 3])(
  'usage that is recorded while a statement is sealed is in exactly one statement (%d)',
  async () => {
    const { client, organizationId } = await onPro(1);
    const record50 = async () => {
      for (let count = 0; count < 10; count++) {
        const events = Array.from({ length: 5 }, () => usageEvent({ quantity: 1, occurredAt: lastMonth() }));
        await record(client, ...events);
      }
    };
    const recording = Array.from({ length: 8 }, record50);
    await record(client, usageEvent({ quantity: 1, occurredAt: lastMonth() }));
    await Promise.all([seal(server.db), seal(server.db), ...recording]);
    const sealed = await statement(client, month(-1));
    const late = await statement(client, month());
    const of = (billed: Statement | null) =>
      billed!.lineItems
        .filter((item) => item.meter === 'events.processed' && item.usageMonth === month(-1))
        .reduce((sum, item) => sum + Number(item.quantity), 0);
    expect(of(sealed) + of(late)).toBe(401);
    expect(of(sealed)).toBeGreaterThan(0);
    const { count } = await server.db
      .selectFrom('usage_events')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('organization_id', '=', organizationId)
      .where('statement_month', '=', `${month(-1)}-01`)
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(of(sealed));
  },
);
