import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { tenantOf } from '../../support/tenant.ts';
import { sealNextStatement } from '../../../src/modules/billing/seal.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { contentHash } from '../../../src/modules/usage/event-hash.ts';
import { AS_SUM } from '../../../src/modules/usage/measured-as.ts';
import { holdMonthsOpen, insertUsageEvents } from '../../../src/modules/usage/queries.ts';
import { createRequestMeter } from '../../../src/modules/usage/request-meter.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type OracleEvent, type OracleHistory, stateAll } from '../../support/billing-oracle.ts';
import type { Account } from '../../support/client.ts';
import { random, type Random } from '../../support/isolation/random.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';
import { statedLines } from '../../support/statements.ts';
import { fold, foundEarlier, month } from '../../support/usage.ts';

const server = await startTestServer();
const { db } = server;
await unfreezeTerms(db);
await db
  .insertInto('plan_version_prices')
  .values([
    { plan_code: 'PRO', version: 1, meter: 'api.requests', included: 20, unit_price: '7.5' },
    { plan_code: 'FREE', version: 1, meter: 'api.requests', included: 5, unit_price: '1' },
  ])
  .execute();
await db.updateTable('plan_version_prices').set({ included: 5000, unit_price: '0.75' }).execute();
await db
  .updateTable('plan_version_prices')
  .set({ included: 20, unit_price: '7.5' })
  .where('meter', '=', 'api.requests')
  .execute();

const paid = { included: 5000n, millionths: 750_000n };
const requests = { included: 20n, millionths: 7_500_000n };
const prices = { 'events.processed': paid, 'storage.gigabyte_hours': paid, 'api.requests': requests };
const plans = { FREE: { basePrice: 0n, prices }, PRO: { basePrice: 2900n, prices } };
const metered = ['events.processed', 'storage.gigabyte_hours', 'unpriced'];
const MONTHS = [month(-2), month(-1), month()];
const start = (of: string) => Date.parse(`${of}-01T00:00:00Z`);
const HOUR = 3_600_000;

/** Inserts random changes of the plan into the months that are over; some in one hour, on the hour, at midnight. */
async function changePlans({ organizationId }: Account, draw: Random): Promise<OracleHistory> {
  const [from, to] = [start(MONTHS[0]!), start(MONTHS[2]!)];
  const instants = new Set([start(MONTHS[1]!) + draw.pick([-1000, -1, 0, 1])]);
  for (let count = 0; count < 8; count++) {
    const at = from + draw.below(to - from);
    instants.add(draw.chance(0.3) ? Math.floor(at / HOUR) * HOUR : at);
    if (draw.chance(0.4)) instants.add(at + 1 + draw.below(HOUR));
  }
  const changes = [...instants].toSorted((a, b) => a - b).filter((at) => at < to);
  // The present plan is PRO.
  const planAt = (index: number) => ((changes.length - 1 - index) % 2 === 0 ? 'PRO' : 'FREE');
  for (const [index, at] of changes.entries())
    await db
      .insertInto('plan_segments')
      .values({
        organization_id: organizationId,
        plan_code: planAt(index),
        starts_at: new Date(at).toISOString(),
      })
      .execute();
  return [
    { plan: 'PRO', from: -Infinity },
    ...changes.map((from_, index) => ({ plan: planAt(index), from: from_ })),
  ];
}

test.each([1, 2, 3, 4, 5, 6])(
  'statements of random plans and usage are those of the oracle, seed %d',
  async (seed) => {
    const draw = random(seed);
    const owner = await createOwner(server.anonymous, 'PRO');
    const { organizationId, client } = owner;
    await foundEarlier(db, organizationId, 2);
    const history = await changePlans(owner, draw);
    const events: (OracleEvent & { id?: string })[] = [];
    let open = MONTHS[0]!;
    const later = (a: string, b: string) => (a > b ? a : b);

    /** Draws an instant, often one beside a change of the plan. */
    const instant = () => {
      const change = draw.pick(history.slice(1)).from + draw.pick([-1000, -1, 0, 1, 999, 60_000]);
      const anywhere = start(draw.pick(MONTHS.slice(0, 2))) + draw.below(28 * 24 * HOUR);
      const now = start(MONTHS[2]!) + draw.below(60_000);
      return draw.chance(0.1) ? now : draw.chance(0.4) ? change : anywhere;
    };
    const billedIn = (at: number) => later(new Date(at).toISOString().slice(0, 7), open);

    async function record(count: number): Promise<void> {
      const batch = Array.from({ length: count }, () => ({
        eventId: randomUUID(),
        meter: draw.pick(metered),
        quantity: 1 + draw.below(1999),
        at: instant(),
      }));
      const sent = [...batch, ...batch.filter(() => draw.chance(0.2))].map(({ at, ...event }) => {
        const content = { ...event, occurredAt: new Date(at).toISOString() };
        return { ...content, ...AS_SUM, hash: contentHash(content) };
      });
      await db.transaction().execute(async (tx) => {
        await holdMonthsOpen(tx, [organizationId]);
        await insertUsageEvents(tenantOf(tx, organizationId), sent, new Date().toISOString());
        // The whole batch is sent again.
        await insertUsageEvents(tenantOf(tx, organizationId), sent, new Date().toISOString());
      });
      for (const { eventId, meter, quantity, at } of batch)
        events.push({ id: eventId, meter, quantity: BigInt(quantity), at, statement: billedIn(at) });
    }

    async function request(count: number): Promise<void> {
      const meter = createRequestMeter(server.services.system, pino({ level: 'silent' }));
      const of = { organizationId, apiKeyId: randomUUID(), operation: 'Board', client: 'web', status: 'OK' };
      for (let sent = 0; sent < count; sent++) {
        const at = instant();
        meter.record({ ...of, durationMs: 1, at });
        events.push({ meter: 'api.requests', quantity: 1n, at, statement: billedIn(at) });
      }
      await meter.stop();
    }

    async function voidSome(count: number): Promise<void> {
      for (let voided = 0; voided < count; voided++) {
        const event = draw.pick(events.filter(({ id, voidedIn }) => id && !voidedIn));
        const { voidUsageEvent } = await client.ask(
          `mutation ($eventId: String!) {
          voidUsageEvent(input: { eventId: $eventId, reason: "Drawn" }) { userErrors { code } } }`,
          { eventId: event.id! },
        );
        expect(voidUsageEvent.userErrors).toEqual([]);
        event.voidedIn = later(event.statement, open);
      }
    }

    for (const [index, of] of MONTHS.entries()) {
      for (let round = 0; round < 3; round++) {
        await record(60);
        await request(30);
        await voidSome(6);
        if (draw.chance(0.7)) await fold(db);
      }
      const expected = stateAll(MONTHS, history, plans, events);
      expect(await statedLines(client, of)).toEqual(expected[of]);
      open = month(index - 1);
      expect(await sealNextStatement(db, organizationId, `${open}-01`)).toBe(true);
      expect(await statedLines(client, of)).toEqual(expected[of]);
      await runScheduled(server, 'delete-old-requests');
      for (const sealed of MONTHS.slice(0, index + 1))
        expect((await verifyStatement(db, organizationId, sealed)).differences).toEqual([]);
    }
  },
);
