import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { createSystemHandle, processDb } from '../../../src/database/system.ts';
import { sealNextStatement } from '../../../src/modules/billing/seal.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { createRequestMeter } from '../../../src/modules/usage/request-meter.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type Account } from '../../support/client.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, foundEarlier, lastMonth, month, record, seal, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
await unfreezeTerms(server.db);
await server.db
  .insertInto('plan_version_prices')
  .values({ plan_code: 'PRO', version: 1, meter: 'api.requests', included: 2, unit_price: '7' })
  .execute();

/** The system login of a database in the time zone of Auckland. */
const pool = new pg.Pool({
  connectionString: server.urls.systemUrl,
  options: '-c timezone=Pacific/Auckland',
  max: 4,
});
afterAll(() => pool.end());
const elsewhere = createSystemHandle(pool);

async function onPro(months = 0): Promise<Account> {
  const owner = await createOwner(server.anonymous, 'PRO');
  await foundEarlier(server.db, owner.organizationId, months);
  return owner;
}

async function request({ organizationId }: Account, times: number, at = Date.now(), system = elsewhere) {
  const meter = createRequestMeter(system, pino({ level: 'silent' }));
  const each = {
    organizationId,
    apiKeyId: randomUUID(),
    operation: 'Board',
    client: undefined,
    status: 'OK',
  };
  for (let time = 0; time < times; time++) meter.record({ ...each, durationMs: 1, at });
  await meter.stop();
}

async function statement({ client }: Account, of: string) {
  const { billingStatement } = await client.ask(
    `query ($of: String!) { billingStatement(month: $of) {
      status total lineItems { kind meter usageMonth quantity included overage unitPrice amount } } }`,
    { of },
  );
  return billingStatement;
}
const sealUntil = async ({ organizationId }: Account, before: string) => {
  while (await sealNextStatement(processDb({ system: elsewhere }), organizationId, `${before}-01`));
};
const quantities = (of: Awaited<ReturnType<typeof statement>>, meter: string) =>
  of.lineItems
    .filter((item) => item.meter === meter)
    .map(({ kind, usageMonth, quantity }) => `${kind} ${usageMonth} ${quantity}`);
const differences = async ({ organizationId }: Account, of: string) =>
  (await verifyStatement(server.db, organizationId, of)).differences;

test('the sealed statement has the charges of the open one, API requests included', async () => {
  const owner = await onPro(1);
  await request(owner, 5, Date.parse(lastMonth()));
  await fold(server.db);
  await request(owner, 4, Date.parse(lastMonth()));
  await record(owner.client, usageEvent({ quantity: 1_000_500, occurredAt: lastMonth() }));
  const open = await statement(owner, month(-1));
  expect(open).toMatchObject({ status: 'OPEN', total: 2900 + 7 * 7 + 1 });
  await sealUntil(owner, month());
  expect(await statement(owner, month(-1))).toEqual({ ...open, status: 'SEALED' });
  expect(await differences(owner, month(-1))).toEqual([]);
});

test('API requests that are written after their month was sealed are in the next statement once', async () => {
  const owner = await onPro(1);
  await request(owner, 3, Date.parse(lastMonth()));
  await sealUntil(owner, month());
  await request(owner, 4, Date.parse(lastMonth()));
  await request(owner, 1);
  expect(quantities(await statement(owner, month(-1)), 'api.requests')).toEqual([`USAGE ${month(-1)} 3`]);
  const late = [`USAGE ${month()} 1`, `ADJUSTMENT ${month(-1)} 4`];
  expect(quantities(await statement(owner, month()), 'api.requests')).toEqual(late);
  await fold(server.db);
  await sealUntil(owner, month(1));
  expect(quantities(await statement(owner, month()), 'api.requests')).toEqual(late);
  expect(await differences(owner, month())).toEqual([]);
});

test('API requests that are written while their month is being sealed are in exactly one statement', async () => {
  const owner = await onPro(1);
  const writes = Array.from({ length: 8 }, () =>
    request(owner, 5, Date.parse(lastMonth()), server.services.system),
  );
  await Promise.all([seal(server.db), sealUntil(owner, month()), ...writes]);
  const [sealed, open] = [await statement(owner, month(-1)), await statement(owner, month())];
  const sum = [...sealed.lineItems, ...open.lineItems]
    .filter(({ meter, usageMonth }) => meter === 'api.requests' && usageMonth === month(-1))
    .reduce((total, { quantity }) => total + Number(quantity), 0);
  expect(sum).toBe(40);
  expect(await differences(owner, month(-1))).toEqual([]);
});

describe('the instants around the end of a month', () => {
  test.each([
    [0, month()],
    [-1, month(-1)],
  ])(
    '%d milliseconds from it are in the month of UTC, whatever the time zone of the database',
    async (offset, of) => {
      const owner = await onPro(1);
      const at = Date.parse(`${month()}-01T00:00:00Z`) + offset;
      await record(owner.client, usageEvent({ quantity: 5, occurredAt: new Date(at).toISOString() }));
      await request(owner, 3, at);
      await fold(processDb({ system: elsewhere }));
      await sealUntil(owner, month(1));
      for (const each of [month(-1), month()]) {
        const billed = await statement(owner, each);
        expect(quantities(billed, 'events.processed')).toEqual([`USAGE ${each} ${each === of ? 5 : 0}`]);
        expect(quantities(billed, 'api.requests')).toEqual([`USAGE ${each} ${each === of ? 3 : 0}`]);
        expect(await differences(owner, each)).toEqual([]);
      }
    },
  );
});

describe('an archived organization', () => {
  /** Rewrites the status history to these instants. */
  async function had({ organizationId }: Account, changes: [status: string, at: string][]) {
    for (const [status, created_at] of changes)
      await server.db
        .insertInto('organization_status_changes')
        .values({ organization_id: organizationId, status, created_at })
        .execute();
  }
  const totals = async (owner: Account, ...months: string[]) => {
    const all = [];
    for (const each of months) all.push((await statement(owner, each)).total);
    return all;
  };

  test('pays for the months in which it was archived and restored, and for none in between', async () => {
    const owner = await onPro(4);
    await had(owner, [
      ['ARCHIVED', `${month(-3)}-20T00:00:00Z`],
      ['ACTIVE', `${month()}-01T00:00:00Z`],
    ]);
    await sealUntil(owner, month());
    const months = [month(-4), month(-3), month(-2), month(-1), month()];
    expect(await totals(owner, ...months)).toEqual([2900, 2900, 0, 0, 2900]);
    for (const each of months.slice(0, 4)) expect(await differences(owner, each)).toEqual([]);
  });

  test('pays for a month in which it was active for a moment', async () => {
    const owner = await onPro(2);
    await had(owner, [
      ['ARCHIVED', `${month(-2)}-20T00:00:00Z`],
      ['ACTIVE', `${month(-1)}-10T00:00:00Z`],
      ['ARCHIVED', `${month(-1)}-10T00:01:00Z`],
    ]);
    await sealUntil(owner, month());
    expect(await totals(owner, month(-1), month())).toEqual([2900, 0]);
  });

  test('is billed for usage that was recorded late, and can be restored', async () => {
    const owner = await onPro();
    const { client } = owner;
    await client.ask('mutation { archiveOrganization(input: { reason: "Season" }) { userErrors { code } } }');
    await request(owner, 5);
    await sealUntil(owner, month(2));
    await client.ask('mutation { restoreOrganization { userErrors { code } } }');
    expect((await statement(owner, month())).total).toBe(2900 + 3 * 7);
    const { rows } = await pool.query<{ total: string }>(
      'select total from billing_statements where organization_id = $1 order by month',
      [owner.organizationId],
    );
    expect(rows.map(({ total }) => Number(total))).toEqual([2900 + 3 * 7, 0]);
  });
});
