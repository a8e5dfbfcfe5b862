import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { MeterKind } from '../../../src/generated/enums.ts';
import { sealNextStatement } from '../../../src/modules/billing/seal.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { contentHash } from '../../../src/modules/usage/event-hash.ts';
import { measureEvents } from '../../../src/modules/usage/measured-as.ts';
import { holdForRecording, insertUsageEvents } from '../../../src/modules/usage/queries.ts';
import { createOwner } from '../../fixtures/owner.ts';
import type { OracleHistory } from '../../support/billing-oracle.ts';
import { random } from '../../support/isolation/random.ts';
import { type MeterEvent, type MeterPrice, stateMeter, valueOf } from '../../support/meter-oracle.ts';
import { newMeter } from '../../support/meters.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';
import { tenantOf } from '../../support/tenant.ts';
import { fold, foundEarlier, month } from '../../support/usage.ts';

/** `npm run test:long` records a million. */
const EVENTS = Number(process.env['METER_EVENTS'] ?? 4000);
const MANY = EVENTS > 100_000;
const BATCH = MANY ? 1000 : 500;
/** How often usage is rolled up. Of a million events, that is still more than a hundred times. */
const FOLD_CHANCE = MANY ? 0.15 : 0.4;
const VOIDS = 60;

// A million events take longer than a token lives by default.
const server = await startTestServer({ ACCESS_TOKEN_TTL: '14400' });
const { db } = server;
await unfreezeTerms(db);

const MONTHS = [month(-2), month(-1), month()];
const start = (of: string) => Date.parse(`${of}-01T00:00:00Z`);
const [HOUR, DAY] = [3_600_000, 86_400_000];
const draw = random(Number(process.env['METER_SEED'] ?? 1));

const tiers: MeterPrice = {
  included: 40n,
  millionths: 0n,
  tiers: [
    [100n, 2_500_000n],
    [1000n, 1_250_000n],
    [undefined, 333_333n],
  ],
};
const volume = { ...tiers, volume: true };
const perUnit: MeterPrice = { included: 100n, millionths: 750_000n };
const packages: MeterPrice = { included: 10n, millionths: 99_000_000n, packages: 50n };
const kinds: [MeterKind, MeterPrice][] = [
  ['SUM', perUnit],
  ['SUM', tiers],
  ['SUM', volume],
  ['COUNT', packages],
  ['MAX', perUnit],
  ['MAX', tiers],
  ['UNIQUE', perUnit],
  ['UNIQUE', volume],
  ['LAST', packages],
  ['LAST', perUnit],
];

interface Meter {
  code: string;
  kind: MeterKind;
  prices: Record<string, MeterPrice>;
  events: MeterEvent[];
}

const decimal = (millionths: bigint) =>
  `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`;

function pricingOf({ packages: size, tiers: ends, volume: isVolume }: MeterPrice): string | null {
  if (size) return JSON.stringify({ model: 'PACKAGE', packageSize: String(size) });
  if (!ends) return null;
  return JSON.stringify({
    model: isVolume ? 'VOLUME' : 'GRADUATED',
    tiers: ends.map(([end, millionths]) => ({
      upTo: end === undefined ? null : String(end),
      unitPrice: decimal(millionths),
    })),
  });
}

const meters = await Promise.all(
  kinds.map(async ([kind, price], index): Promise<Meter> => {
    const code = await newMeter(db, kind, { groupBy: ['region'] });
    // The other plan has the price of another meter.
    const prices = { PRO: price, FREE: kinds[(index + 3) % kinds.length]![1] };
    for (const [plan_code, each] of Object.entries(prices))
      await db
        .insertInto('plan_version_prices')
        .values({
          plan_code,
          version: 1,
          meter: code,
          included: String(each.included),
          unit_price: decimal(each.millionths),
          pricing: pricingOf(each),
        })
        .execute();
    return { code, kind, prices, events: [] };
  }),
);

const owner = await createOwner(server.anonymous, 'PRO');
const { organizationId, client } = owner;
await foundEarlier(db, organizationId, 2);

const changes = [
  start(MONTHS[0]!) + 9 * DAY + draw.below(DAY),
  start(MONTHS[0]!) + 20 * DAY + 5 * HOUR,
  start(MONTHS[1]!) + 3 * DAY + draw.below(HOUR),
  start(MONTHS[1]!) + 3 * DAY + HOUR + draw.below(HOUR),
].toSorted((a, b) => a - b);
const history: OracleHistory = [
  { plan: 'PRO', from: -Infinity },
  ...changes.map((from, index) => ({ plan: index % 2 === 0 ? 'FREE' : 'PRO', from })),
];
for (const { plan, from } of history.slice(1))
  await db
    .insertInto('plan_segments')
    .values({ organization_id: organizationId, plan_code: plan, starts_at: new Date(from).toISOString() })
    .execute();

let open = MONTHS[0]!;
let recorded = 0;
const later = (a: string, b: string) => (a > b ? a : b);

function instant(): number {
  if (draw.chance(0.05)) return draw.pick(changes) + draw.pick([-1, 0, 1, HOUR]);
  if (draw.chance(0.1)) return start(MONTHS[2]!) + draw.below(60_000);
  return start(draw.pick(MONTHS.slice(0, 2))) + draw.below(28 * DAY);
}

/** Records a batch of new events, some twice, some again with other content, and the whole batch again. */
async function record(count: number): Promise<void> {
  const drawn = Array.from({ length: count }, () => {
    const event = {
      id: randomUUID(),
      order: 0,
      quantity: draw.below(2000),
      at: instant(),
      user: `u${draw.below(Math.max(20, EVENTS / 200))}`,
      region: draw.chance(0.8) ? draw.pick(['eu', 'us', 'ap']) : null,
      subject: draw.chance(0.7) ? draw.pick(['s1', 's2', 's3']) : null,
      statement: '',
    };
    return { meter: draw.pick(meters), event };
  });
  const sent = drawn.map(({ meter, event: { id, quantity, at, user, region, subject } }) => {
    const content = {
      eventId: id,
      meter: meter.code,
      quantity,
      occurredAt: new Date(at).toISOString(),
      subject,
    };
    const event = { ...content, properties: region ? { user, region } : { user } };
    return { ...event, hash: contentHash(event) };
  });
  const other = sent
    .filter(() => draw.chance(0.1))
    .map((event) => ({ ...event, quantity: event.quantity + 1 }));
  await db.transaction().execute(async (tx) => {
    const tenant = tenantOf(tx, organizationId);
    const codes = meters.map(({ code }) => code);
    const insert = async (events: typeof sent) => {
      const measured = measureEvents(events, await holdForRecording(tenant, codes));
      return insertUsageEvents(tenant, measured, new Date().toISOString(), codes.length);
    };
    expect(await insert([...sent, ...sent.slice(0, count / 5)])).toHaveLength(count);
    expect(await insert(sent)).toEqual([]);
    if (other.length > 0) expect(await insert(other)).toEqual([]);
  });
  for (const { meter, event } of drawn.toSorted((a, b) => (a.event.id < b.event.id ? -1 : 1))) {
    event.order = recorded++;
    event.statement = later(new Date(event.at).toISOString().slice(0, 7), open);
    meter.events.push(event);
  }
}

/** Voids events, often the greatest or last one. */
async function voidSome(count: number): Promise<void> {
  for (let voided = 0; voided < count; voided++) {
    const meter = draw.pick(meters);
    const live = meter.events.filter(({ voidedIn }) => !voidedIn);
    if (live.length === 0) continue;
    const greatest = () => live.reduce((a, b) => (b.quantity > a.quantity ? b : a));
    const last = () => live.reduce((a, b) => (b.at >= a.at ? b : a));
    const event = draw.chance(0.4) ? draw.pick(live) : draw.chance(0.5) ? greatest() : last();
    await client.ask(
      'mutation ($id: String!) { voidUsageEvent(input: { eventId: $id, reason: "Drawn" }) { userErrors { code } } }',
      { id: event.id },
    );
    event.voidedIn = later(event.statement, open);
  }
}

/** Returns the lines of each meter, in the order of the meters. */
async function stated(of: string): Promise<string[][]> {
  const { billingStatement } = await client.ask(
    `query ($of: String!) { billingStatement(month: $of) { lineItems {
      kind meter usageMonth from quantity included overage amount } } }`,
    { of },
  );
  return meters.map(({ code }) =>
    billingStatement.lineItems
      .filter(({ meter }) => meter === code)
      .map((item) =>
        [item.kind, item.usageMonth, item.from, item.quantity, item.included, item.overage, item.amount].join(
          ' ',
        ),
      )
      .toSorted(),
  );
}

const series = `query ($meter: String!, $granularity: UsageGranularity!, $from: DateTime, $to: DateTime,
    $groupBy: UsageGroupBy, $groupByProperties: [String!]) {
  usageSeries(meter: $meter, granularity: $granularity, from: $from, to: $to, groupBy: $groupBy,
      groupByProperties: $groupByProperties) {
    total buckets { start quantity } groups { key total buckets { start quantity } } } }`;

async function compareSeries({ code, kind, events }: Meter): Promise<void> {
  const first = start(MONTHS[0]!) + 4 * DAY;
  for (const [granularity, from, to, length] of [
    ['DAY', start(MONTHS[0]!), start(MONTHS[2]!) + DAY, DAY],
    ['HOUR', first, first + 7 * DAY, HOUR],
    ['HOUR', first + 5 * HOUR, first + 7 * DAY - 2 * HOUR, HOUR],
    ['MONTH', start(MONTHS[0]!), start(MONTHS[2]!) + DAY, undefined],
  ] as const) {
    const bucketOf = (at: number) =>
      length
        ? from + Math.floor((at - from) / length) * length
        : start(new Date(at).toISOString().slice(0, 7));
    const live = events.filter(({ at, voidedIn }) => !voidedIn && at >= from && at < to);
    const flat = (of: MeterEvent[]) => [
      `total ${valueOf(kind, of)}`,
      ...[...Map.groupBy(of, ({ at }) => bucketOf(at))]
        .map(([at, each]) => [at, valueOf(kind, each)] as const)
        .filter(([, value]) => value > 0n)
        .toSorted(([a], [b]) => a - b)
        .map(([at, value]) => `${new Date(at).toISOString().slice(0, 13)} ${value}`),
    ];
    const shown = (of: { total: unknown; buckets: { start: string; quantity: number }[] }) => [
      `total ${String(of.total)}`,
      ...of.buckets.flatMap(({ start: at, quantity }) =>
        quantity === 0 ? [] : [`${at.slice(0, 13)} ${quantity}`],
      ),
    ];
    const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    for (const [groups, keyOf] of [
      [{ groupBy: 'SUBJECT' }, ({ subject }: MeterEvent) => subject],
      [{ groupByProperties: ['region'] }, ({ region }: MeterEvent) => region],
    ] as const) {
      const { usageSeries } = await client.ask(series, {
        meter: code,
        granularity,
        ...period,
        ...(groups as { groupBy?: 'SUBJECT'; groupByProperties?: string[] }),
      });
      expect(shown(usageSeries)).toEqual(flat(live));
      const expected = [...Map.groupBy(live, keyOf)].map(([key, own]) => [key, ...flat(own)]);
      const nonZero = expected.filter(([key, total]) => key !== null || total !== 'total 0');
      const byKey = (a: unknown[], b: unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
      expect(usageSeries.groups.map((group) => [group.key, ...shown(group)]).toSorted(byKey)).toEqual(
        nonZero.toSorted(byKey),
      );
    }
  }
}

/** The database of the tests does not do so by itself. What was rolled up would be skipped again and again. */
const vacuum = () => sql`vacuum usage_pending, usage_pending_values, usage_levels`.execute(db);

test(`series and statements of ${EVENTS} random events are those of the oracle`, async () => {
  for (const [index, of] of MONTHS.entries()) {
    const until = (EVENTS * (index + 1)) / MONTHS.length;
    for (let round = 0; recorded + BATCH <= until; round++) {
      await record(BATCH);
      if (round % 40 === 0) await voidSome(3);
      if (round % 40 === 39) await vacuum();
      if (draw.chance(FOLD_CHANCE)) await fold(db);
    }
    await voidSome(VOIDS / 3);
    for (const meter of meters) await compareSeries(meter);
    const expected = () =>
      meters.map(
        ({ kind, prices, events }) =>
          stateMeter(kind, MONTHS.slice(0, index + 1), history, prices, events)[of],
      );
    expect(await stated(of)).toEqual(expected());
    if (draw.chance(0.5)) await fold(db);
    // Late and voided events after the month is over are those of the next statement.
    open = month(index - 1);
    expect(await sealNextStatement(db, organizationId, `${open}-01`)).toBe(true);
    expect(await stated(of)).toEqual(expected());
  }
  await fold(db);
  for (const meter of meters) await compareSeries(meter);
  for (const sealed of MONTHS)
    expect((await verifyStatement(db, organizationId, sealed)).differences).toEqual([]);
});
