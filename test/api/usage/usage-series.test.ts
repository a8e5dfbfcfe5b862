import { describe, expect, test } from 'vitest';
import { join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, month, record, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();

const series = `query ($meter: String!, $granularity: UsageGranularity!, $from: DateTime, $to: DateTime, $groupBy: UsageGroupBy) {
  usageSeries(meter: $meter, granularity: $granularity, from: $from, to: $to, groupBy: $groupBy) {
    meter granularity from to total buckets { start quantity } groups { key total buckets { quantity } } } }`;

/** Returns the start of the UTC day this many days ago. */
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const at = (ago: number, time: string) => `${day(ago)}T${time}Z`;
const quantities = (buckets: { quantity: number }[]) => buckets.map(({ quantity }) => quantity);

/** Creates an organization with usage of the last days, partly rolled up. */
async function withUsage() {
  const owner = await register(server.anonymous);
  await record(
    owner.client,
    usageEvent({ meter: 'm', quantity: 1, occurredAt: at(3, '00:00:00'), subject: 'a' }),
    usageEvent({ meter: 'm', quantity: 2, occurredAt: at(3, '00:59:59.999999'), subject: 'b' }),
    usageEvent({ meter: 'm', quantity: 4, occurredAt: at(3, '02:00:00') }),
    usageEvent({ meter: 'other', quantity: 1000, occurredAt: at(3, '02:00:00'), subject: 'a' }),
  );
  await fold(server.db);
  await record(
    owner.client,
    usageEvent({ meter: 'm', quantity: 8, occurredAt: at(3, '23:59:59.999999'), subject: 'a' }),
    usageEvent({ meter: 'm', quantity: 16, occurredAt: at(1, '12:00:00'), subject: 'b' }),
  );
  return owner;
}

describe('a series', () => {
  test('has every bucket of its period, with usage that is rolled up and that is not', async () => {
    const { client } = await withUsage();
    const variables = {
      meter: 'm',
      granularity: 'DAY',
      from: at(4, '00:00:00'),
      to: at(0, '00:00:00'),
    } as const;
    const { usageSeries } = await client.ask(series, variables);
    expect(usageSeries).toEqual({
      meter: 'm',
      granularity: 'DAY',
      from: at(4, '00:00:00'),
      to: at(0, '00:00:00'),
      total: 31,
      buckets: [0, 15, 0, 16].map((quantity, index) => ({ start: at(4 - index, '00:00:00'), quantity })),
      groups: [],
    });
    await fold(server.db);
    expect((await client.ask(series, variables)).usageSeries).toEqual(usageSeries);
  });

  test('is rounded outwards to whole hours', async () => {
    const { client } = await withUsage();
    const { usageSeries } = await client.ask(series, {
      meter: 'm',
      granularity: 'HOUR',
      from: at(3, '00:30:00'),
      to: at(3, '03:00:01'),
    });
    expect(usageSeries).toMatchObject({ from: at(3, '00:00:00'), to: at(3, '04:00:00'), total: 7 });
    expect(quantities(usageSeries.buckets)).toEqual([3, 0, 4, 0]);
  });

  test('is by default the current month so far', async () => {
    const { client } = await register(server.anonymous);
    await record(client, usageEvent({ meter: 'm', quantity: 5 }));
    const { usageSeries } = await client.ask(
      '{ usageSeries(meter: "m") { from granularity total buckets { start } } }',
    );
    expect(usageSeries).toMatchObject({ from: `${month()}-01T00:00:00Z`, granularity: 'DAY', total: 5 });
    expect(usageSeries.buckets).toHaveLength(new Date().getUTCDate());
  });

  test('has calendar months, including leap days', async () => {
    const { client } = await register(server.anonymous);
    const months = {
      meter: 'm',
      granularity: 'MONTH',
      from: '2023-12-31T10:00:00Z',
      to: '2024-03-01T00:00:00Z',
    } as const;
    const { usageSeries } = await client.ask(series, months);
    expect(usageSeries.buckets.map(({ start }) => start.slice(0, 10))).toEqual([
      '2023-12-01',
      '2024-01-01',
      '2024-02-01',
    ]);
    const february = { ...months, granularity: 'DAY', from: '2024-02-01T00:00:00Z' } as const;
    expect((await client.ask(series, february)).usageSeries.buckets).toHaveLength(29);
  });

  test('has groups that add up to the total', async () => {
    const { client } = await withUsage();
    const variables = {
      meter: 'm',
      granularity: 'DAY',
      from: at(3, '00:00:00'),
      to: at(0, '00:00:00'),
      groupBy: 'SUBJECT',
    } as const;
    const { usageSeries } = await client.ask(series, variables);
    const flat = usageSeries.groups.map((group) => [group.key, group.total, quantities(group.buckets)]);
    expect(flat).toEqual([
      ['b', 18, [2, 0, 16]],
      ['a', 9, [9, 0, 0]],
      [null, 4, [4, 0, 0]],
    ]);
    await fold(server.db);
    expect((await client.ask(series, variables)).usageSeries).toEqual(usageSeries);
  });

  test('has hours across the limits of days', async () => {
    const { client } = await withUsage();
    const groups = async (from: string, to: string) => {
      const variables = { meter: 'm', granularity: 'HOUR', from, to, groupBy: 'SUBJECT' } as const;
      const { usageSeries } = await client.ask(series, variables);
      return usageSeries.groups.map((group) => `${group.key} ${group.total}`);
    };
    for (let round = 0; round < 2; round++) {
      expect(await groups(at(3, '00:00:00'), at(3, '01:00:00'))).toEqual(['b 2', 'a 1']);
      expect(await groups(at(3, '01:00:00'), at(3, '02:00:00'))).toEqual([]);
      expect(await groups(at(3, '01:00:00'), at(1, '12:00:00'))).toEqual(['a 8', 'null 4']);
      expect(await groups(at(4, '23:00:00'), at(1, '13:00:00'))).toEqual(['b 18', 'a 9', 'null 4']);
      expect(await groups(at(3, '23:00:00'), at(2, '01:00:00'))).toEqual(['a 8']);
      await fold(server.db);
    }
  });

  test('has its 50 largest groups and the sum of the rest', async () => {
    const { client } = await register(server.anonymous);
    const events = Array.from({ length: 60 }, (_, index) =>
      usageEvent({ meter: 'm', quantity: index + 1, subject: `s${index}` }),
    );
    await record(client, ...events);
    const { usageSeries } = await client.ask(
      '{ usageSeries(meter: "m", groupBy: SUBJECT) { total groups { key total } } }',
    );
    expect(usageSeries.groups).toHaveLength(51);
    expect(usageSeries.groups[0]).toEqual({ key: 's59', total: 60 });
    expect(usageSeries.groups[50]).toEqual({ key: null, total: 55 });
    expect(usageSeries.total).toBe(1830);
  });

  test.each([
    ['that ends before it starts', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['that is empty', { from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    [
      'of too many buckets',
      { from: '2026-01-01T00:00:00Z', to: '2026-02-11T16:00:01Z', granularity: 'HOUR' },
    ],
    [
      'of too many buckets for groups',
      { from: '2025-01-01T00:00:00Z', to: '2025-08-01T00:00:00Z', groupBy: 'SUBJECT' },
    ],
    ['of ages', { from: '0001-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z', granularity: 'HOUR' }],
    ['of no meter', { meter: 'two words' }],
  ])('is rejected for a period %s', async (_what, variables) => {
    const { client } = await register(server.anonymous);
    expect(await client.codes(series, { meter: 'm', granularity: 'DAY', ...variables })).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  test('can have a thousand buckets', async () => {
    const { client } = await register(server.anonymous);
    const time = { from: '2026-01-01T00:00:00Z', to: '2026-02-11T16:00:00Z' };
    const { usageSeries } = await client.ask(series, { meter: 'm', granularity: 'HOUR', ...time });
    expect(usageSeries.buckets).toHaveLength(1000);
  });

  test('shows administrators only the usage of their organization', async () => {
    const owner = await withUsage();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const outsider = await register(server.anonymous);
    const query = `{ usageSeries(meter: "m", from: "${at(3, '00:00:00')}") { total } usageEvents { totalCount } }`;
    expect(await admin.client.ask(query)).toEqual({
      usageSeries: { total: 31 },
      usageEvents: { totalCount: 6 },
    });
    expect(await outsider.client.ask(query)).toEqual({
      usageSeries: { total: 0 },
      usageEvents: { totalCount: 0 },
    });
    expect(await member.client.codes(query)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(await outsider.client.in(owner.organizationId).codes(query)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });
});

describe('rolling up', () => {
  test('keeps the sums exact while usage is recorded and several workers roll up', async () => {
    const { client, organizationId } = await register(server.anonymous);
    const query = '{ usageSeries(meter: "m", granularity: HOUR) { total } }';
    const sums: number[] = [];
    const steps = Array.from({ length: 40 }, async (_, index) => {
      await record(client, usageEvent({ meter: 'm', quantity: 1, subject: `s${index % 3}` }));
      if (index % 4 === 0) await fold(server.db);
      sums.push((await client.ask(query)).usageSeries.total);
    });
    await Promise.all(steps);
    await fold(server.db);
    expect(sums.length).toBe(40);
    expect((await client.ask(query)).usageSeries.total).toBe(40);
    const rows = await server.db
      .selectFrom('usage_rollups')
      .select(['dimension', 'granularity'])
      .select((eb) => eb.fn.sum<string>('quantity').as('quantity'))
      .where('organization_id', '=', organizationId)
      .groupBy(['dimension', 'granularity'])
      .execute();
    expect(new Set(rows.map((row) => row.quantity))).toEqual(new Set(['40']));
    expect(rows).toHaveLength(4);
    const { count } = await server.db
      .selectFrom('usage_pending')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow();
    expect(count).toBe('0');
  });
});
