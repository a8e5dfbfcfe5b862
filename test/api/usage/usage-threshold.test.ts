import { describe, expect, test } from 'vitest';
import { recordThresholds, type LimitUsage } from '../../../src/modules/usage/alerts.ts';
import { changePlan, createProjectOwner } from '../../fixtures/owner.ts';
import type { Account } from '../../support/client.ts';
import { jobsOf, settled as jobsDone } from '../../support/jobs.ts';
import { until } from '../../support/mail.ts';
import { type Message, startReceiver, verify } from '../../support/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, month, record, usageEvent } from '../../support/usage.ts';
import {
  createEndpoint,
  deliveries,
  newPath,
  sendTest,
  settled,
  startWebhookWorker,
} from '../../support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server);
const receiver = await startReceiver();
const events = ['usage.threshold_reached'];

/** Creates an owner on PRO, which includes 1000000 of `events.processed`, with an endpoint that receives thresholds. */
async function listen(input: object = { events }) {
  const owner = await createProjectOwner(server.anonymous);
  const path = newPath();
  const { id, secret } = await createEndpoint(owner, receiver.origin + path, input);
  await jobsDone(server.db, owner.organizationId);
  return {
    owner,
    id,
    /** Returns the messages once all jobs and deliveries are done, oldest first, and checks their signatures. */
    told: async () => {
      await jobsDone(server.db, owner.organizationId);
      await settled(owner, id, 0);
      const bodies = receiver.at(path).map((each) => verify(secret, each));
      return bodies.toSorted((a, b) => a.sequence - b.sequence);
    },
  };
}

/** Records this much of `events.processed` with ten concurrent requests, while workers roll up usage. */
async function use({ client }: Account, quantity: number): Promise<void> {
  const shares = Array.from({ length: 10 }, () => usageEvent({ quantity: quantity / 10 }));
  await Promise.all([
    ...shares.map((event) => record(client, event)),
    ...Array.from({ length: 4 }, () => fold(server.db)),
  ]);
  await Promise.all(Array.from({ length: 4 }, () => fold(server.db)));
}

const reachedBy = ({ organizationId }: Account, more: Partial<LimitUsage> = {}): LimitUsage => ({
  organizationId,
  period: `${month()}-01`,
  what: 'api.requests',
  used: '80',
  limit: '100',
  ...more,
});

const setStatus = ({ organizationId }: Account, status: string) =>
  server.systemPool.query('update organizations set status = $2 where id = $1', [organizationId, status]);
/** Returns the recorded thresholds. */
async function noted({ organizationId }: Account): Promise<number[]> {
  const alerts = server.db.selectFrom('usage_alerts').select('threshold').orderBy('threshold');
  return (await alerts.where('organization_id', '=', organizationId).execute()).map(
    ({ threshold }) => threshold,
  );
}
const percents = (bodies: Message[]) => bodies.map(({ data }) => data.percent);

describe('an endpoint receives', () => {
  test('80 and 100 percent of the included quantity, once each, even with concurrent recording', async () => {
    const { owner, told } = await listen();
    const others = await listen({ events: ['*'] });
    const deaf = await createEndpoint(owner, receiver.origin + newPath(), { events: ['task.created'] });
    await use(owner, 790_000);
    expect(await told()).toEqual([]);
    await use(owner, 10_000);
    const of = {
      meter: 'events.processed',
      limit: 1_000_000,
      month: month(),
      resetsAt: `${month(1)}-01T00:00:00Z`,
    };
    const message = {
      type: 'usage.threshold_reached',
      timestamp: expect.any(String),
      version: 1,
      organizationId: owner.organizationId,
      sequence: expect.any(Number),
      actorId: null,
    };
    const eighty = { ...message, data: { ...of, percent: 80, used: 800_000 } };
    expect(await told()).toEqual([eighty]);
    await use(owner, 100_000);
    expect(await told()).toEqual([eighty]);
    await use(owner, 500_000);
    await use(owner, 500_000);
    const used = expect.toSatisfy((value) => value >= 1_000_000 && value <= 1_400_000);
    expect(await told()).toEqual([eighty, { ...message, data: { ...of, percent: 100, used } }]);
    expect(await others.told()).toEqual([]);
    expect(await deliveries(others.owner)).toEqual([]);
    expect(await deliveries(owner, { endpointId: { eq: deaf.id } })).toEqual([]);
  });

  test('both thresholds when both are reached at once, the higher one with the greater sequence', async () => {
    const { owner, told } = await listen();
    await record(owner.client, usageEvent({ quantity: 2_000_000 }));
    await record(owner.client, usageEvent({ quantity: 80_000, meter: 'storage.gigabyte_hours' }));
    await record(owner.client, usageEvent({ quantity: 2_000_000, meter: 'unpriced' }));
    await fold(server.db);
    const bodies = await told();
    expect(bodies.map(({ data }) => [data.meter, data.percent])).toEqual([
      ['events.processed', 80],
      ['events.processed', 100],
      ['storage.gigabyte_hours', 80],
    ]);
    expect(new Set(bodies.map(({ sequence }) => sequence)).size).toBe(3);
  });

  test('the thresholds of API requests, detected by the requests that reach them', async () => {
    const { owner, told } = await listen();
    const limit = { organization_id: owner.organizationId, requests_per_month: 10, reason: 'A test' };
    await server.db.insertInto('organization_overrides').values(limit).execute();
    const { createApiKey } = await owner.client.ask(
      'mutation { createApiKey(input: { name: "Robot" }) { secret userErrors { code } } }',
    );
    const robot = server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
    const send = (times: number) =>
      Promise.all(Array.from({ length: times }, () => robot.send('{ organization { id } }')));
    await send(7);
    expect(await told()).toEqual([]);
    await send(20);
    const of = { meter: 'api.requests', limit: 10, month: month(), resetsAt: `${month(1)}-01T00:00:00Z` };
    expect((await told()).map(({ data }) => data)).toEqual([
      { ...of, percent: 80, used: expect.any(Number) },
      { ...of, percent: 100, used: 10 },
    ]);
  });

  test('a threshold once that many processes detect at the same time, in order', async () => {
    const { owner, told } = await listen();
    const used = (share: number) => reachedBy(owner, { used: String(share) });
    const noting = Array.from({ length: 20 }, (_, index) =>
      recordThresholds(server.db, [used(index % 2 ? 80 : 100)]),
    );
    await Promise.all(noting);
    expect(percents(await told())).toEqual([80, 100]);
  });

  test('numbers in the form of the API, and a month at the end of a year', async () => {
    const { owner, told } = await listen();
    const period = '2026-12-01';
    await recordThresholds(server.db, [
      reachedBy(owner, { period, used: '9007199254740993', limit: '9007199254740992' }),
    ]);
    const of = { month: '2026-12', resetsAt: '2027-01-01T00:00:00Z', used: '9007199254740993' };
    expect((await told()).map(({ data }) => data)).toMatchObject([of, { ...of, limit: '9007199254740992' }]);
  });

  test('only the meter with payload THIN', async () => {
    const { owner, told } = await listen({ events, payload: 'THIN' });
    await recordThresholds(server.db, [reachedBy(owner)]);
    expect((await told()).map(({ data }) => data)).toEqual([{ meter: 'api.requests' }]);
  });
});

describe('an endpoint does not receive', () => {
  test('a threshold of a rolled-back transaction', async () => {
    const { owner, told } = await listen();
    const refused = server.db.transaction().execute(async (db) => {
      await recordThresholds(db, [reachedBy(owner)]);
      const jobs = await jobsOf(db, owner.organizationId);
      expect(jobs.map(({ task }) => task)).toEqual(['announce']);
      throw new Error('taken back');
    });
    await expect(refused).rejects.toThrow('taken back');
    expect(await told()).toEqual([]);
    await recordThresholds(server.db, [reachedBy(owner)]);
    expect(percents(await told())).toEqual([80]);
  });

  test('a threshold that is reached while the plan does not include webhooks, not even later', async () => {
    const { owner, id, told } = await listen();
    await changePlan(owner.client, 'FREE');
    await use(owner, 10_000);
    expect(await told()).toEqual([]);
    expect(await noted(owner)).toEqual([80, 100]);
    await changePlan(owner.client, 'PRO');
    await sendTest(owner, id);
    expect((await told()).map(({ type }) => type)).toEqual(['webhook.test']);
    await recordThresholds(server.db, [reachedBy(owner)]);
    expect((await told()).map(({ data }) => data.meter)).toEqual([undefined, 'api.requests']);
  });

  test('a threshold while the organization is suspended; it is sent after the suspension', async () => {
    const { owner, id, told } = await listen();
    await record(owner.client, usageEvent({ quantity: 1_000_000 }));
    await setStatus(owner, 'SUSPENDED');
    await fold(server.db);
    const other = await listen();
    await recordThresholds(server.db, [reachedBy(other.owner)]);
    expect(percents(await other.told())).toEqual([80]);
    expect(await noted(owner)).toEqual([80, 100]);
    await until(async () => {
      const waiting = await jobsOf(server.db, owner.organizationId);
      expect(waiting.map(({ task }) => task)).toEqual(['announce']);
      return waiting.every(({ state }) => state === 'suspended');
    });
    await setStatus(owner, 'ACTIVE');
    await settled(owner, id, 2);
    expect(percents(await told())).toEqual([80, 100]);
  });

  test('a threshold of an archived organization', async () => {
    const { owner, told } = await listen();
    await setStatus(owner, 'ARCHIVED');
    await recordThresholds(server.db, [reachedBy(owner)]);
    await jobsDone(server.db, owner.organizationId);
    await setStatus(owner, 'ACTIVE');
    expect(await noted(owner)).toEqual([80]);
    expect(await told()).toEqual([]);
  });
});
