import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join as joinPath } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../../src/modules/billing/csv.ts';
import { PER_UNIT } from '../../../src/modules/plan/pricing.ts';
import { charge } from '../../../src/modules/billing/charges.ts';
import { makeLineItems } from '../../../src/modules/billing/line-items.ts';
import { monthBounds } from '../../../src/modules/usage/month.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type Account, join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import { foundEarlier, lastMonth, month, record, seal, usageEvent } from '../../support/usage.ts';
import { programEnvironment } from '../../support/environment.ts';

const server = await startTestServer();

/** Creates an organization with a sealed statement of last month that contains usage. */
async function withSealed(): Promise<Account> {
  const owner = await createOwner(server.anonymous, 'PRO');
  await foundEarlier(server.db, owner.organizationId, 1);
  await record(owner.client, usageEvent({ quantity: 1_234_567, occurredAt: lastMonth() }));
  await seal(server.db);
  return owner;
}

async function cli(...args: string[]): Promise<{ code: number; output: string }> {
  const file = joinPath(import.meta.dirname, '../../../src/cli.ts');
  const { systemUrl, servingUrl } = server.urls;
  const child = spawn(process.execPath, [file, 'verify-statement', ...args], {
    env: { ...programEnvironment, DATABASE_URL: systemUrl, DATABASE_APP_URL: servingUrl },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}

describe('verifying a statement', () => {
  test('finds no difference in a sealed statement with late events and adjustments', async () => {
    const { client, organizationId } = await withSealed();
    await record(
      client,
      usageEvent({ quantity: 40_000, occurredAt: lastMonth() }),
      usageEvent({ quantity: 3 }),
    );
    await seal(server.db, 1);
    for (const each of [month(-1), month()])
      expect((await verifyStatement(server.db, organizationId, each)).differences).toEqual([]);
    const { code, output } = await cli(organizationId, month(-1));
    expect([code, output]).toEqual([0, expect.stringContaining('The events result in the sealed statement')]);
  });

  test('detects a deleted, changed or added event', async () => {
    const { organizationId } = await withSealed();
    await server.db
      .updateTable('usage_events')
      .set({ quantity: 1_234_568 + 500 })
      .where('organization_id', '=', organizationId)
      .execute();
    const { code, output } = await cli(organizationId, month(-1));
    expect([code, output]).toEqual([1, expect.stringContaining('The events result in another statement')]);
  });

  test('detects changed line items', async () => {
    const { organizationId } = await withSealed();
    await sql`alter table billing_line_items disable trigger user`.execute(server.db);
    await server.db
      .updateTable('billing_line_items')
      .set({ amount: '0' })
      .where('organization_id', '=', organizationId)
      .execute();
    await sql`alter table billing_line_items enable trigger user`.execute(server.db);
    const { differences } = await verifyStatement(server.db, organizationId, month(-1));
    expect(differences).toEqual([expect.stringContaining('The line items as they are kept')]);
  });

  test('of an open or unknown statement fails with a message', async () => {
    const { organizationId } = await withSealed();
    const open = await cli(organizationId, month());
    expect([open.code, open.output]).toEqual([1, expect.stringContaining('has no sealed statement')]);
    await expect(verifyStatement(server.db, 'acme', month())).rejects.toThrow('is not the id');
    await expect(verifyStatement(server.db, organizationId, 'May')).rejects.toThrow(
      'A month must have its year',
    );
  });

  test('can be done by others: the checksum is that of the documented form', async () => {
    const { client, organizationId } = await withSealed();
    const { billingStatement } = await client.ask(
      'query ($month: String!) { billingStatement(month: $month) { checksum } }',
      { month: month(-1) },
    );
    const item = (kind: string, meter: string | null, numbers: string[]) => {
      const [quantity, included, overage, unitPrice, amount] = numbers;
      return { kind, meter, usageMonth: month(-1), quantity, included, overage, unitPrice, amount };
    };
    const form = JSON.stringify({
      version: '1',
      organizationId,
      month: month(-1),
      plan: 'PRO',
      currency: 'USD',
      lineItems: [
        item('BASE', null, ['1', '0', '1', '2900', '2900']),
        item('USAGE', 'events.processed', ['1234567', '1000000', '234567', '0.002', '469']),
        item('USAGE', 'storage.gigabyte_hours', ['0', '100000', '0', '0.015', '0']),
      ],
      total: '3369',
    });
    expect(billingStatement.checksum).toBe(createHash('sha256').update(form).digest('hex'));
  });
});

describe('the list of statements', () => {
  const FIELDS = 'month status total checksum lineItems { kind amount }';
  const LIST = `query ($first: Int, $after: String, $last: Int, $before: String, $offset: Int) {
    billingStatements(first: $first, after: $after, last: $last, before: $before, offset: $offset) {
      totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor } nodes { ${FIELDS} } } }` as const;

  /** Creates an organization with the sealed statements of this many months. */
  async function withMany(months: number): Promise<Account> {
    const owner = await createOwner(server.anonymous, 'PRO');
    await foundEarlier(server.db, owner.organizationId, months);
    for (let sealed = 0; sealed < months; sealed++) await seal(server.db);
    return owner;
  }

  test('has the sealed statements, latest first', async () => {
    const { client } = await withMany(3);
    const list = async (variables: object) => (await client.ask(LIST, { ...variables })).billingStatements;
    const all = await list({});
    const months = ({ nodes }: { nodes: { month: string }[] }) => nodes.map((each) => each.month);
    expect([all.totalCount, months(all)]).toEqual([3, [month(-1), month(-2), month(-3)]]);
    for (const node of all.nodes) {
      const { billingStatement } = await client.ask(
        `query ($month: String!) { billingStatement(month: $month) { ${FIELDS} } }`,
        { month: node.month },
      );
      expect(node).toEqual(billingStatement);
      expect(node.status).toBe('SEALED');
    }
    const first = await list({ first: 1 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(months(await list({ after: first.pageInfo.endCursor }))).toEqual([month(-2), month(-3)]);
    expect(months(await list({ last: 1 }))).toEqual([month(-3)]);
    expect(months(await list({ offset: 1, first: 1 }))).toEqual([month(-2)]);
    expect(all.edges.map(({ cursor }) => cursor)[0]).toBe(first.pageInfo.endCursor);
    for (const variables of [{ first: 101 }, { first: -1 }, { after: 'May' }])
      expect(await client.codes(LIST, variables)).toEqual(['BAD_USER_INPUT']);
  });

  test('is visible only to owners of the organization', async () => {
    const sealed = await withSealed();
    const stranger = await register(server.anonymous);
    expect((await stranger.client.ask(LIST)).billingStatements.nodes).toEqual([]);
    const admin = await join(sealed, 'ADMIN');
    expect(await admin.client.codes(LIST)).toEqual(['FORBIDDEN']);
  });
});

describe('money', () => {
  test.each([
    [0n, '0.002', 0n],
    [249n, '0.002', 0n],
    [250n, '0.002', 1n],
    [1n, '0.5', 1n],
    [1n, '0.499999999999', 0n],
    [3n, '19', 57n],
    [27_021_597_764_222_973n, '0.000000000001', 27_022n],
    [9_007_199_254_740_993n, '1.000000000001', 9_007_199_254_750_000n],
  ])('%d at %s is %d, exactly', (quantity, unitPrice, amount) => {
    expect(charge(quantity, unitPrice)).toBe(amount);
  });

  test('a meter without a price is not charged', () => {
    const segment = { planCode: 'FREE', planVersion: 1, ...monthBounds('2026-01-01') };
    const late = [{ usageMonth: '2026-01-01', meter: 'm', quantity: 5n, voided: 0n, segment }];
    const terms = {
      planCode: 'FREE',
      planVersion: 1,
      ...monthBounds('2026-02-01'),
      basePrice: '0',
      prices: [],
    };
    const items = makeLineItems('2026-02-01', { baseQuantity: 1n, segments: [terms] }, late, []);
    expect(items.map((item) => item.kind)).toEqual(['BASE']);
  });
});

describe('CSV', () => {
  test('has a header, CRLF and every line item', async () => {
    const { client } = await withSealed();
    const { billingStatement } = await client.ask(
      'query ($month: String!) { billingStatement(month: $month) { csv } }',
      { month: month(-1) },
    );
    expect(billingStatement.csv.split('\r\n')).toEqual([
      'month,status,kind,meter,usage_month,quantity,included,overage,unit_price,amount,currency',
      `${month(-1)},SEALED,BASE,,${month(-1)},1,0,1,2900,2900,USD`,
      `${month(-1)},SEALED,USAGE,events.processed,${month(-1)},1234567,1000000,234567,0.002,469,USD`,
      `${month(-1)},SEALED,USAGE,storage.gigabyte_hours,${month(-1)},0,100000,0,0.015,0,USD`,
      '',
    ]);
  });

  test.each([
    ['=1+1', `'=1+1`],
    ['-2', `'-2`],
    ['+a', `'+a`],
    ['@sum', `'@sum`],
    ['\tx', `'\tx`],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=a,"b"', `"'=a,""b"""`],
    ['plain', 'plain'],
  ])('writes the meter %j as %j', (meter, field) => {
    const prices = [{ meter, meterKind: 'SUM' as const, included: 0n, unitPrice: '1', pricing: PER_UNIT }];
    const terms = { planCode: 'FREE', planVersion: 1, ...monthBounds('2026-02-01'), basePrice: '0', prices };
    const lineItems = makeLineItems('2026-02-01', { baseQuantity: 1n, segments: [terms] }, [], []);
    const csv = toCsv({ month: '2026-02-01', status: 'OPEN', currency: 'USD', lineItems });
    expect(csv.split('\r\n')[2]).toContain(`,USAGE,${field},2026-02,`);
  });
});
