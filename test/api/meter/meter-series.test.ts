import { describe, expect, test } from 'vitest';
import { type Account, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import { newMeter } from '../../support/meters.ts';
import { fold, record, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const { db } = server;

const series = `query ($meter: String!, $granularity: UsageGranularity!, $from: DateTime, $to: DateTime,
    $groupBy: UsageGroupBy, $groupByProperties: [String!]) {
  usageSeries(meter: $meter, granularity: $granularity, from: $from, to: $to, groupBy: $groupBy,
      groupByProperties: $groupByProperties) {
    total buckets { quantity } groups { key properties total buckets { quantity } } } }`;

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const at = (ago: number, time: string) => `${day(ago)}T${time}Z`;

interface Asked {
  granularity?: 'HOUR' | 'DAY' | 'MONTH';
  groupBy?: 'SUBJECT' | 'OPERATION';
  groupByProperties?: string[];
}

async function ask({ client }: Account, meter: string, { granularity = 'DAY', ...groups }: Asked = {}) {
  const period = { from: at(3, '00:00:00'), to: at(0, '00:00:00') };
  const { usageSeries } = await client.ask(series, { meter, granularity, ...period, ...groups });
  const flat = (buckets: { quantity: number }[]) => buckets.map(({ quantity }) => quantity);
  return {
    total: usageSeries.total,
    days: flat(usageSeries.buckets),
    groups: usageSeries.groups.map(({ key, total, buckets }) => [key, total, ...flat(buckets)]),
  };
}

async function voidEvent({ client }: Account, eventId: string): Promise<void> {
  const { voidUsageEvent } = await client.ask(
    'mutation ($id: String!) { voidUsageEvent(input: { eventId: $id, reason: "Wrong" }) { userErrors { code } } }',
    { id: eventId },
  );
  expect(voidUsageEvent.userErrors).toEqual([]);
}

/** Records events of two days for the meter; the state is the same whether it is rolled up before or after a step. */
async function withUsage(meter: string): Promise<Account> {
  const owner = await register(server.anonymous);
  const event = (
    eventId: string,
    quantity: number,
    occurredAt: string,
    user: string,
    region?: string,
    subject?: string,
  ) =>
    usageEvent({
      eventId,
      meter,
      quantity,
      occurredAt,
      properties: region ? { user, region, tier: 1 } : { user },
      ...(subject && { subject }),
    });
  await record(
    owner.client,
    event('a', 5, at(3, '10:00:00'), 'ann', 'eu', 's1'),
    event('b', 9, at(3, '10:30:00'), 'bob', 'us', 's2'),
    event('c', 7, at(3, '12:00:00'), 'ann', 'us'),
    event('d', 3, at(1, '23:59:59.999'), 'ann'),
  );
  return owner;
}

const expected = {
  SUM: [24, 21, 0, 3],
  COUNT: [4, 3, 0, 1],
  MAX: [9, 9, 0, 3],
  UNIQUE: [2, 2, 0, 1],
  LAST: [3, 7, 0, 3],
};
const withoutB = {
  SUM: [15, 12, 0, 3],
  COUNT: [3, 2, 0, 1],
  MAX: [7, 7, 0, 3],
  UNIQUE: [1, 1, 0, 1],
  LAST: [3, 7, 0, 3],
};
const kinds = Object.keys(expected) as (keyof typeof expected)[];

describe.each(kinds)('the series of a meter of the kind %s', (kind) => {
  const check = async (owner: Account, meter: string, [total, ...days]: number[]) =>
    expect(await ask(owner, meter)).toMatchObject({ total, days });

  test.each([
    ['before it is rolled up', 0],
    ['after', 1],
    ['after each step', 2],
  ])('has its value by day, without voided events, %s', async (_when, folds) => {
    const meter = await newMeter(db, kind);
    const owner = await withUsage(meter);
    if (folds > 1) await fold(db);
    if (folds === 0) await check(owner, meter, expected[kind]);
    await voidEvent(owner, 'b');
    if (folds > 0) await fold(db);
    await check(owner, meter, withoutB[kind]);
    await voidEvent(owner, 'd');
    await voidEvent(owner, 'a');
    await voidEvent(owner, 'c');
    if (folds > 1) await fold(db);
    await check(owner, meter, [0, 0, 0, 0]);
    // A later event, at an earlier time.
    await record(
      owner.client,
      usageEvent({ meter, quantity: 4, occurredAt: at(3, '09:00:00'), properties: { user: 'cat' } }),
    );
    if (folds > 1) await fold(db);
    const value = kind === 'COUNT' || kind === 'UNIQUE' ? 1 : 4;
    await check(owner, meter, [value, value, 0, 0]);
  });

  test('has hours and months', async () => {
    const meter = await newMeter(db, kind);
    const owner = await withUsage(meter);
    const hours = { SUM: [14, 0, 7], COUNT: [2, 0, 1], MAX: [9, 0, 7], UNIQUE: [2, 0, 1], LAST: [9, 0, 7] };
    for (let round = 0; round < 2; round++) {
      const { days } = await ask(owner, meter, { granularity: 'HOUR' });
      expect(days.slice(10, 13)).toEqual(hours[kind]);
      const months = await ask(owner, meter, { granularity: 'MONTH' });
      // The days can be in two months.
      expect(months.total).toBe(expected[kind][0]);
      await fold(db);
    }
  });

  test('has groups by subject and by the declared properties, alone and together', async () => {
    const meter = await newMeter(db, kind, { groupBy: ['region', 'tier'] });
    const owner = await withUsage(meter);
    const values = {
      SUM: {
        subjects: [
          ['s2', 9],
          ['s1', 5],
          [null, 10],
        ],
        regions: [
          ['us', 16],
          ['eu', 5],
          [null, 3],
        ],
      },
      COUNT: {
        subjects: [
          ['s1', 1],
          ['s2', 1],
          [null, 2],
        ],
        regions: [
          ['us', 2],
          ['eu', 1],
          [null, 1],
        ],
      },
      MAX: {
        subjects: [
          ['s2', 9],
          ['s1', 5],
          [null, 7],
        ],
        regions: [
          ['us', 9],
          ['eu', 5],
          [null, 3],
        ],
      },
      UNIQUE: {
        subjects: [
          ['s1', 1],
          ['s2', 1],
          [null, 1],
        ],
        regions: [
          ['us', 2],
          ['eu', 1],
          [null, 1],
        ],
      },
      LAST: {
        subjects: [
          ['s2', 9],
          ['s1', 5],
          [null, 3],
        ],
        regions: [
          ['us', 7],
          ['eu', 5],
          [null, 3],
        ],
      },
    }[kind];
    const totals = async (groups: Asked) =>
      (await ask(owner, meter, groups)).groups.map((group) => group.slice(0, 2));
    for (let round = 0; round < 2; round++) {
      expect(await totals({ groupBy: 'SUBJECT' })).toEqual(values.subjects);
      expect(await totals({ groupByProperties: ['region'] })).toEqual(values.regions);
      expect(await totals({ groupByProperties: ['tier', 'region'] })).toEqual(
        values.regions.map(([key, total]) => [key && `["1","${key}"]`, total]),
      );
      expect((await totals({ groupBy: 'OPERATION' })).map(([key]) => key)).toEqual([null]);
      await fold(db);
    }
  });
});

test('a value counts once in hours of which the first and last day are only parts', async () => {
  const meter = await newMeter(db, 'UNIQUE');
  const owner = await withUsage(meter);
  const total = async (from: string, to: string) => {
    const { usageSeries } = await owner.client.ask(series, { meter, granularity: 'HOUR', from, to });
    return usageSeries.total;
  };
  for (let round = 0; round < 2; round++) {
    expect(await total(at(3, '10:00:00'), at(3, '12:00:00'))).toBe(2);
    expect(await total(at(3, '11:00:00'), at(3, '12:00:00'))).toBe(0);
    expect(await total(at(3, '11:00:00'), at(3, '13:00:00'))).toBe(1);
    expect(await total(at(3, '11:00:00'), at(1, '23:00:00'))).toBe(1);
    expect(await total(at(3, '13:00:00'), at(1, '23:00:00'))).toBe(0);
    expect(await total(at(3, '13:00:00'), at(0, '00:00:00'))).toBe(1);
    expect(await total(at(4, '13:00:00'), at(3, '11:00:00'))).toBe(2);
    expect(await total(at(4, '13:00:00'), at(0, '01:00:00'))).toBe(2);
    await fold(db);
  }
});

test('a group has the values of its properties', async () => {
  const meter = await newMeter(db, 'MAX', { groupBy: ['region', 'tier'] });
  const { client } = await withUsage(meter);
  const { usageSeries } = await client.ask(series, {
    meter,
    granularity: 'DAY',
    from: at(3, '00:00:00'),
    groupByProperties: ['tier', 'region'],
  });
  expect(usageSeries.groups.map(({ properties }) => properties)).toEqual([
    { tier: '1', region: 'us' },
    { tier: '1', region: 'eu' },
    null,
  ]);
});

test('the rest has what is beyond the 50 largest groups', async () => {
  const owner = await register(server.anonymous);
  const [max, unique, apart] = [
    await newMeter(db, 'MAX'),
    await newMeter(db, 'UNIQUE'),
    await newMeter(db, 'UNIQUE'),
  ];
  const events = Array.from({ length: 60 }, (_, index) => index).flatMap((index) => [
    usageEvent({ meter: max, quantity: index + 1, subject: `s${index}` }),
    usageEvent({ meter: unique, subject: `s${index}`, properties: { user: 'one' } }),
    usageEvent({ meter: apart, subject: `s${index}`, properties: { user: `u${index}` } }),
  ]);
  await record(owner.client, ...events);
  for (let round = 0; round < 2; round++) {
    for (const [meter, rest] of [
      [max, 10],
      [unique, 1],
      [apart, 10],
    ] as const) {
      const { usageSeries } = await owner.client.ask(series, {
        meter,
        granularity: 'MONTH',
        groupBy: 'SUBJECT',
      });
      expect(usageSeries.groups).toHaveLength(51);
      expect(usageSeries.groups.at(-1)).toMatchObject({ key: null, total: rest });
      expect(usageSeries.groups.at(-1)!.buckets.map(({ quantity }) => quantity)).toEqual([rest]);
    }
    await fold(db);
  }
});

test.each([
  ['a property that the meter does not declare', { groupByProperties: ['user'] }],
  ['both kinds of groups', { groupBy: 'SUBJECT' as const, groupByProperties: ['region'] }],
  ['a property twice', { groupByProperties: ['region', 'region'] }],
])('%s is refused', async (_what, groups) => {
  const meter = await newMeter(db, 'SUM', { groupBy: ['region'] });
  const { client } = await register(server.anonymous);
  expect(await client.codes(series, { meter, granularity: 'DAY', ...groups })).toEqual(['BAD_USER_INPUT']);
});

test('only the own organization has usage of a meter', async () => {
  const meter = await newMeter(db, 'UNIQUE', { groupBy: ['region'] });
  await withUsage(meter);
  const outsider = await register(server.anonymous);
  for (let round = 0; round < 2; round++) {
    expect(await ask(outsider, meter, { groupByProperties: ['region'] })).toMatchObject({
      total: 0,
      groups: [],
    });
    await fold(db);
  }
});
