import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { requestStatements } from '../../support/count-statements.ts';
import { type Client, join, register } from '../../support/client.ts';
import { until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, record, recordUsage, usageEvent } from '../../support/usage.ts';

const server = await startTestServer({ USAGE_QUANTITY_LIMITS: `*=${Number.MAX_SAFE_INTEGER}` });

const total = async (client: Client, meter = 'events.processed') =>
  (await client.ask('query ($meter: String!) { usageSeries(meter: $meter) { total } }', { meter }))
    .usageSeries.total;

const faults = async (events: unknown[]) => {
  const { client } = await register(server.anonymous);
  const { data } = await client.send(recordUsage, { input: { events } });
  expect(data!.recordUsage!.receipts).toBeNull();
  expect((await client.ask('{ usageEvents { totalCount } }')).usageEvents.totalCount).toBe(0);
  return data!.recordUsage!.userErrors.map(({ code, field }) => `${code} ${field!.join('.')}`);
};

describe('an event', () => {
  test('is ACCEPTED once, then DUPLICATE, and CONFLICT with other content', async () => {
    const { client } = await register(server.anonymous);
    const event = usageEvent({ quantity: 7, subject: 'customer-1', properties: { region: 'eu', tries: 2 } });
    expect(await record(client, event)).toEqual(['ACCEPTED']);
    expect(await record(client, { ...event, properties: { tries: 2, region: 'eu' } })).toEqual(['DUPLICATE']);
    for (const other of [
      { quantity: 8 },
      { meter: 'other' },
      { subject: 'customer-2' },
      { subject: null },
      { properties: { region: 'us', tries: 2 } },
      { properties: null },
      { occurredAt: new Date().toISOString() },
    ])
      expect([other, await record(client, { ...event, ...other })]).toEqual([other, ['CONFLICT']]);
    expect(await total(client)).toBe(7);
  });

  test('is recognized by its instant in any spelling', async () => {
    const { client } = await register(server.anonymous);
    const [date] = new Date(Date.now() - 86_400_000).toISOString().split('T');
    const event = usageEvent({ occurredAt: `${date}T10:00:00Z` });
    expect(await record(client, event)).toEqual(['ACCEPTED']);
    for (const time of ['10:00:00.000Z', '10:00:00.0Z', '12:00:00+02:00'])
      expect(await record(client, { ...event, occurredAt: `${date}T${time}` })).toEqual(['DUPLICATE']);
    expect(await record(client, { ...event, occurredAt: `${date}T10:00:00.5Z` })).toEqual(['CONFLICT']);
    expect(await record(client, { ...event, occurredAt: `${date}T10:00:50Z` })).toEqual(['CONFLICT']);
  });

  test('that is twice in one batch counts once', async () => {
    const { client } = await register(server.anonymous);
    const event = usageEvent({ quantity: 5 });
    const batch = [event, usageEvent(), event, { ...event, quantity: 6 }];
    expect(await record(client, ...batch)).toEqual(['ACCEPTED', 'ACCEPTED', 'DUPLICATE', 'CONFLICT']);
    expect(await record(client, ...batch.toReversed())).toEqual([
      'CONFLICT',
      'DUPLICATE',
      'DUPLICATE',
      'DUPLICATE',
    ]);
    expect(await total(client)).toBe(6);
  });

  test('has an id that is unique only in its organization', async () => {
    const [ours, theirs] = [await register(server.anonymous), await register(server.anonymous)];
    const event = usageEvent();
    expect(await record(ours.client, event)).toEqual(['ACCEPTED']);
    expect(await record(theirs.client, { ...event, quantity: 2 })).toEqual(['ACCEPTED']);
    expect([await total(ours.client), await total(theirs.client)]).toEqual([1, 2]);
  });

  test('can have the largest safe integer; larger sums are exact', async () => {
    const { client } = await register(server.anonymous);
    const most = Number.MAX_SAFE_INTEGER;
    await record(client, usageEvent({ quantity: most }), usageEvent({ quantity: 0 }));
    expect(await total(client)).toBe(most);
    await record(client, usageEvent({ quantity: most }), usageEvent({ quantity: most }));
    expect(await total(client)).toBe('27021597764222973');
    await fold(server.db);
    expect(await total(client)).toBe('27021597764222973');
  });

  test('can be a literal in the operation', async () => {
    const { client } = await register(server.anonymous);
    const { recordUsage: answer } = await client.ask(`mutation { recordUsage(input: { events: [
      { eventId: "a", meter: "m", quantity: 2, properties: { plan: "x", ok: true } }
    ] }) { receipts { eventId status } userErrors { code } } }`);
    expect(answer.receipts).toEqual([{ eventId: 'a', status: 'ACCEPTED' }]);
    const { usageEvents } = await client.ask('{ usageEvents { nodes { properties quantity } } }');
    expect(usageEvents.nodes).toEqual([{ properties: { plan: 'x', ok: true }, quantity: 2 }]);
  });
});

describe('invalid input', () => {
  test('is reported with all errors at once, and nothing is recorded', async () => {
    const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
    const bad = [
      usageEvent(),
      usageEvent({ eventId: ' ' }),
      usageEvent({ eventId: 'x'.repeat(201), quantity: -1 }),
      usageEvent({ quantity: 2 ** 53 }),
      usageEvent({ meter: 'two words' }),
      usageEvent({ meter: '.dot' }),
      usageEvent({ meter: 'api.requests' }),
      usageEvent({ meter: 'm'.repeat(101) }),
      usageEvent({ occurredAt: days(1) }),
      usageEvent({ occurredAt: days(-36) }),
      usageEvent({ subject: 'x'.repeat(201) }),
      usageEvent({ properties: { nested: {} } }),
      usageEvent({ properties: { nothing: null } }),
      usageEvent({ properties: { nul: '\0' } }),
      usageEvent({ properties: { long: 'x'.repeat(2000) } }),
      usageEvent({ properties: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [index, 1])) }),
      usageEvent({ subject: '\ud800' }),
    ];
    expect(await faults(bad)).toEqual([
      'REQUIRED events.1.eventId',
      'TOO_LONG events.2.eventId',
      'INVALID events.2.quantity',
      'INVALID events.3.quantity',
      'INVALID events.4.meter',
      'INVALID events.5.meter',
      'INVALID events.6.meter',
      'TOO_LONG events.7.meter',
      'INVALID events.8.occurredAt',
      'INVALID events.9.occurredAt',
      'TOO_LONG events.10.subject',
      'INVALID events.11.properties',
      'INVALID events.12.properties',
      'INVALID events.13.properties',
      'TOO_LONG events.14.properties',
      'TOO_LONG events.15.properties',
      'INVALID events.16.subject',
    ]);
  });

  test('includes an empty batch and one of more than 1000 events', async () => {
    expect(await faults([])).toEqual(['REQUIRED events']);
    expect(await faults(Array.from({ length: 1001 }, () => usageEvent()))).toEqual(['TOO_LONG events']);
  });

  test.each([1.5, 'one', true, null])('includes the quantity %j', async (quantity) => {
    const { client } = await register(server.anonymous);
    const codes = await client.codes(recordUsage, { input: { events: [{ ...usageEvent(), quantity }] } });
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  test.each([[[1]], ['text'], [7]])('includes the properties %j', async (properties) => {
    const { client } = await register(server.anonymous);
    const codes = await client.codes(recordUsage, { input: { events: [{ ...usageEvent(), properties }] } });
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });
});

test('a batch can have a thousand events', async () => {
  const { client } = await register(server.anonymous);
  const batch = Array.from({ length: 1000 }, (_, index) =>
    usageEvent({ quantity: index, subject: `customer-${index}` }),
  );
  const { result, statements } = await requestStatements(() => record(client, ...batch));
  expect(new Set(result)).toEqual(new Set(['ACCEPTED']));
  // The caller, the lock, the events.
  expect(statements).toHaveLength(3);
  expect(await total(client)).toBe(499_500);
  expect(new Set(await record(client, ...batch))).toEqual(new Set(['DUPLICATE']));
});

test('a second batch in one operation is refused, the first one is recorded', async () => {
  const { client } = await register(server.anonymous);
  const batch = `recordUsage(input: { events: [{ eventId: "$", meter: "m", quantity: 1 }] }) { receipts { status } }`;
  const { data, errors } = await client.send(
    `mutation { a: ${batch.replace('$', 'a')} b: ${batch.replace('$', 'b')} }`,
  );
  expect(data).toEqual({ a: { receipts: [{ status: 'ACCEPTED' }] }, b: null });
  expect(errors!.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT']);
  expect(await total(client, 'm')).toBe(1);
});

test('concurrent overlapping batches cause no deadlock and count each event once', async () => {
  const owner = await register(server.anonymous);
  const { client, organizationId } = await join(owner, 'ADMIN');
  const events = Array.from({ length: 9 }, (_, index) => usageEvent({ eventId: `e${index}`, quantity: 3 }));
  const waiting = async () => {
    const { rows } = await server.systemPool.query(
      `select 1 from pg_locks join pg_stat_activity using (pid) where datname = current_database() and not granted`,
    );
    return rows.length === 2;
  };
  // Another transaction locks the event in the middle until both batches wait, and is then rolled back.
  const answers = await server.db.transaction().execute(async (db) => {
    await sql`
      insert into usage_events (organization_id, event_id, content_hash, meter, quantity, occurred_at, statement_month)
      values (${organizationId}, 'e4', '', 'm', 1, now(), '2026-01-01')`.execute(db);
    const sent = [record(client, ...events), record(client, ...events.toReversed())];
    await until(waiting);
    await sql`rollback; begin`.execute(db);
    return Promise.all(sent);
  });
  const [first, second] = answers.map((statuses) => [...new Set(statuses)].join());
  expect([first, second].toSorted()).toEqual(['ACCEPTED', 'DUPLICATE']);
  expect(await total(owner.client)).toBe(27);
});

test('many concurrent batches count each event once', async () => {
  const { client } = await register(server.anonymous);
  const events = Array.from({ length: 60 }, () => usageEvent({ quantity: 3, subject: randomUUID() }));
  const some = () => events.toSorted(() => Math.random() - 0.5).slice(0, 40);
  const batches = [events, ...Array.from({ length: 19 }, some)];
  const statuses = (await Promise.all(batches.map((batch) => record(client, ...batch)))).flat();
  expect(statuses.filter((status) => status === 'ACCEPTED')).toHaveLength(60);
  expect(statuses).not.toContain('CONFLICT');
  expect(await total(client)).toBe(180);
});

test('of two concurrent batches with different content for an id, one is accepted and one conflicts', async () => {
  const { client } = await register(server.anonymous);
  for (let round = 0; round < 5; round++) {
    const event = usageEvent();
    const answers = await Promise.all([1, 2].map((quantity) => record(client, { ...event, quantity })));
    expect(answers.flat().toSorted()).toEqual(['ACCEPTED', 'CONFLICT']);
  }
});
