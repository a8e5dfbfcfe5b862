import { describe, expect, test } from 'vitest';
import type { ApiKeyScope } from '../../../src/generated/enums.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type Client, join } from '../../support/client.ts';
import { type Data, type Present } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, foundEarlier, lastMonth, month, record, seal, usageEvent } from '../../support/usage.ts';

const server = await startTestServer({ USAGE_QUANTITY_LIMITS: '*=5000000, storage.gigabyte_hours=10' });
const { db } = server;

const VOID = `mutation ($input: VoidUsageEventInput!) { voidUsageEvent(input: $input) {
  usageEvent { eventId quantity void { reason voidedBy { id } statementMonth createdAt } }
  userErrors { code field message } } }`;
const STATEMENT = `query ($month: String!) { billingStatement(month: $month) { status total csv
  lineItems { kind meter usageMonth quantity included overage unitPrice amount } } }`;

const revoke = (client: Client, eventId: string, reason = 'Sent by a test') =>
  client.send(VOID, { input: { eventId, reason } });

async function total(client: Client): Promise<unknown> {
  const query =
    '{ usageSeries(meter: "events.processed", granularity: MONTH, from: "2020-01-01T00:00:00Z") { total } }';
  return (await client.ask(query)).usageSeries.total;
}

type Statement = Present<Data<typeof STATEMENT>>['billingStatement'];

const statementOf = async (client: Client, of: string) =>
  (await client.ask(STATEMENT, { month: of })).billingStatement;
const meterLines = ({ lineItems }: Statement) =>
  lineItems.filter((item) => item.meter === 'events.processed');

const onPro = () => createOwner(server.anonymous, 'PRO');

describe('a caller who records usage', () => {
  test('must be an administrator, or a key with USAGE_WRITE', async () => {
    const owner = await onPro();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const keyOf = async (scopes: ApiKeyScope[]) => {
      const { createApiKey } = await owner.client.ask(
        `mutation ($scopes: [ApiKeyScope!]!) {
          createApiKey(input: { name: "K", scopes: $scopes }) { secret userErrors { code } } }`,
        { scopes },
      );
      return server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
    };
    const outcome = (client: Client) =>
      client.codes(
        `mutation ($input: RecordUsageInput!) { recordUsage(input: $input) { userErrors { code } } }`,
        { input: { events: [usageEvent()] } },
      );
    expect(await outcome(member.client)).toEqual(['FORBIDDEN']);
    expect(await outcome(admin.client)).toEqual([]);
    expect(await outcome(await keyOf(['READ', 'WRITE']))).toEqual(['FORBIDDEN']);
    expect(await outcome(await keyOf(['USAGE_WRITE']))).toEqual([]);
  });

  test('can record a limited quantity in one event', async () => {
    const { client } = await onPro();
    const events = [
      usageEvent({ quantity: 5_000_000 }),
      usageEvent({ quantity: 5_000_001 }),
      usageEvent({ meter: 'storage.gigabyte_hours', quantity: 11 }),
    ];
    const { data } = await client.send(
      `mutation ($input: RecordUsageInput!) { recordUsage(input: $input) {
        receipts { status } userErrors { code field message } } }`,
      { input: { events } },
    );
    expect(data!.recordUsage).toEqual({
      receipts: null,
      userErrors: [
        {
          code: 'INVALID',
          field: ['events', '1', 'quantity'],
          message: '`events[1].quantity` must be at most 5000000 for the meter events.processed.',
        },
        {
          code: 'INVALID',
          field: ['events', '2', 'quantity'],
          message: '`events[2].quantity` must be at most 10 for the meter storage.gigabyte_hours.',
        },
      ],
    });
    expect(await total(client)).toBe(0);
  });
});

describe('a void', () => {
  test('finds the event by its id, including white space around it', async () => {
    const { client } = await onPro();
    const event = usageEvent();
    const spaced = ` ${event.eventId} `;
    await record(client, { ...event, eventId: spaced });
    const { data } = await revoke(client, spaced);
    expect(data!.voidUsageEvent).toMatchObject({ usageEvent: { eventId: event.eventId }, userErrors: [] });
  });

  test('removes the event from reports at once and after the rollup, and is visible', async () => {
    const owner = await onPro();
    const [kept, wrong] = [usageEvent({ quantity: 5 }), usageEvent({ quantity: 700, subject: 'customer-7' })];
    await record(owner.client, kept, wrong);
    await fold(db);
    const { data } = await revoke(owner.client, wrong.eventId);
    expect(data!.voidUsageEvent).toMatchObject({
      usageEvent: {
        eventId: wrong.eventId,
        quantity: 700,
        void: { reason: 'Sent by a test', voidedBy: { id: owner.userId }, statementMonth: month() },
      },
      userErrors: [],
    });
    expect(await total(owner.client)).toBe(5);
    await fold(db);
    expect(await total(owner.client)).toBe(5);
    const { usageSeries, usageEvents, auditEvents } = await owner.client.ask(`{
      usageSeries(meter: "events.processed", groupBy: SUBJECT) { total groups { key total } }
      usageEvents { nodes { eventId void { reason } } }
      auditEvents(filter: { action: { eq: "usage_event.voided" } }) { nodes { actor { id } before after } } }`);
    expect(usageSeries).toEqual({
      total: 5,
      groups: [
        { key: 'customer-7', total: 0 },
        { key: null, total: 5 },
      ],
    });
    expect(new Map(usageEvents.nodes.map((each) => [each.eventId, each.void?.reason]))).toEqual(
      new Map([
        [kept.eventId, undefined],
        [wrong.eventId, 'Sent by a test'],
      ]),
    );
    expect(auditEvents.nodes).toEqual([
      {
        actor: { id: owner.userId },
        before: { meter: 'events.processed', quantity: '700' },
        after: { reason: 'Sent by a test', statementMonth: month() },
      },
    ]);
  });

  test('is a line item of the open statement', async () => {
    const owner = await onPro();
    const wrong = usageEvent({ quantity: 400_000 });
    await record(owner.client, usageEvent({ quantity: 1_200_000 }), wrong);
    await revoke(owner.client, wrong.eventId);
    const shown = (lines: Statement['lineItems']) =>
      lines.map(({ kind, quantity, included, overage, amount }) => [
        kind,
        quantity,
        included,
        overage,
        amount,
      ]);
    const expected = [
      ['USAGE', 1_600_000, 1_000_000, 600_000, 1200],
      ['ADJUSTMENT', -400_000, 0, -400_000, -800],
    ];
    expect(shown(meterLines(await statementOf(owner.client, month())))).toEqual(expected);
    await fold(db);
    const statement = await statementOf(owner.client, month());
    expect([shown(meterLines(statement)), statement.total]).toEqual([expected, 2900 + 1200 - 800]);
    expect(statement.csv).toContain(',-400000,0,-400000,');
  });

  test('of a sealed month is an adjustment of the next statement, with the terms of its own month', async () => {
    const owner = await onPro();
    const { client, organizationId } = owner;
    await foundEarlier(db, organizationId, 1);
    const [early, late] = [
      usageEvent({ quantity: 1_300_000, occurredAt: lastMonth() }),
      usageEvent({ quantity: 200_000, occurredAt: lastMonth() }),
    ];
    await record(client, early);
    await seal(db);
    const sealed = await statementOf(client, month(-1));
    await record(client, late);
    expect((await revoke(client, early.eventId)).data!.voidUsageEvent!.usageEvent!.void!.statementMonth).toBe(
      month(),
    );
    const lines = async () =>
      meterLines(await statementOf(client, month()))
        .filter(({ kind }) => kind === 'ADJUSTMENT')
        .map(({ usageMonth, quantity, included, overage, amount }) => [
          usageMonth,
          quantity,
          included,
          overage,
          amount,
        ]);
    // 300 000 were charged, then 200 000 late; without the 1 300 000, nothing is charged.
    const expected = [
      [month(-1), 200_000, 0, 200_000, 400],
      [month(-1), -1_300_000, -800_000, -500_000, -1000],
    ];
    expect(await lines()).toEqual(expected);
    await seal(db, 1);
    expect(await lines()).toEqual(expected);
    expect(await statementOf(client, month(-1))).toEqual(sealed);
    for (const of of [month(-1), month()])
      expect((await verifyStatement(db, organizationId, of)).differences).toEqual([]);
  });

  test('takes effect once, even with concurrent calls', async () => {
    const { client } = await onPro();
    const [kept, wrong] = [usageEvent({ quantity: 5 }), usageEvent({ quantity: 7 })];
    await record(client, kept, wrong);
    const answers = await Promise.all(Array.from({ length: 10 }, () => revoke(client, wrong.eventId)));
    const refused = answers.flatMap(({ data }) => data!.voidUsageEvent!.userErrors);
    expect(refused).toEqual(
      Array.from({ length: 9 }, () => ({
        code: 'INVALID',
        field: ['eventId'],
        message: 'The usage event is already voided.',
      })),
    );
    expect(await total(client)).toBe(5);
  });

  test('does not free the id: the event cannot be recorded again', async () => {
    const { client } = await onPro();
    const event = usageEvent({ quantity: 7 });
    await record(client, event);
    await revoke(client, event.eventId);
    expect(await record(client, event, { ...event, quantity: 8 })).toEqual(['DUPLICATE', 'CONFLICT']);
    expect(await total(client)).toBe(0);
  });

  test('during the sealing of its month is in that statement or in the next one', async () => {
    for (let round = 0; round < 3; round++) {
      const { client, organizationId } = await onPro();
      await foundEarlier(db, organizationId, 1);
      const event = usageEvent({ quantity: 1_500_000, occurredAt: lastMonth() });
      await record(client, event);
      await Promise.all([revoke(client, event.eventId), seal(db)]);
      const both = [await statementOf(client, month(-1)), await statementOf(client, month())];
      const voids = both.flatMap(meterLines).filter(({ kind }) => kind === 'ADJUSTMENT');
      expect(voids).toMatchObject([{ quantity: -1_500_000, overage: -500_000, amount: -1000 }]);
      expect((await verifyStatement(db, organizationId, month(-1))).differences).toEqual([]);
    }
  });

  test('requires an administrator, a reason and an event of their organization', async () => {
    const [owner, stranger] = [await onPro(), await onPro()];
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const event = usageEvent();
    await record(owner.client, event);
    const codes = (client: Client, reason?: string) =>
      client.codes(VOID, { input: { eventId: event.eventId, reason: reason ?? 'Wrong' } });
    expect(await codes(member.client)).toEqual(['FORBIDDEN']);
    expect(await codes(stranger.client)).toEqual(['NOT_FOUND']);
    expect(await codes(owner.client, ' ')).toEqual(['REQUIRED']);
    expect(await codes(owner.client, 'x'.repeat(501))).toEqual(['TOO_LONG']);
    const { createApiKey } = await owner.client.ask(`mutation { createApiKey(input: {
      name: "K", role: ADMIN, scopes: [READ, WRITE, USAGE_WRITE] }) { secret userErrors { code } } }`);
    expect(await codes(server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(await codes(admin.client)).toEqual([]);
  });
});
