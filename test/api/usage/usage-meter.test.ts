import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createRequestMeter, type MeteredRequest } from '../../../src/modules/usage/request-meter.ts';
import { type Account, register } from '../../support/client.ts';
import { until } from '../../support/mail.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';
import { fold } from '../../support/usage.ts';

const server = await startTestServer();
const { logger, system } = server.services;

const request = ({ organizationId }: Account, more: Partial<MeteredRequest> = {}): MeteredRequest => ({
  organizationId,
  apiKeyId: randomUUID(),
  operation: 'Board',
  client: 'web',
  status: 'OK',
  durationMs: 12.4,
  at: Date.now(),
  ...more,
});

const counted = async ({ client }: Account): Promise<number> =>
  (await client.ask('{ usageSeries(meter: "api.requests") { total } }')).usageSeries.total;

const kept = (organizationId: string) =>
  server.db.selectFrom('api_requests').selectAll().where('organization_id', '=', organizationId).execute();

test('requests are written within about a second, without delaying responses', async () => {
  const owner = await register(server.anonymous);
  const meter = createRequestMeter(system, logger);
  meter.record(request(owner));
  expect(await kept(owner.organizationId)).toEqual([]);
  await until(async () => (await counted(owner)) === 1);
  await meter.stop();
  expect(await kept(owner.organizationId)).toMatchObject([
    { operation: 'Board', client: 'web', status: 'OK', duration_ms: 12 },
  ]);
});

test('buffered requests are written in batches when the process ends', async () => {
  const owner = await register(server.anonymous);
  const other = await register(server.anonymous);
  const meter = createRequestMeter(system, logger);
  const apiKeyId = randomUUID();
  for (let index = 0; index < 1600; index++) {
    const status = index % 4 === 0 ? 'FORBIDDEN' : 'OK';
    meter.record(request(owner, { apiKeyId, status, operation: index < 600 ? 'Board' : undefined }));
  }
  meter.record(request(other, { client: 'cli\0\ud800'.repeat(60) }));
  await meter.stop();
  await fold(server.db);
  expect([await counted(owner), await counted(other)]).toEqual([1600, 1]);
  const by = (key: string) =>
    `${key}: usageSeries(meter: "api.requests", groupBy: ${key}) { groups { key total } }`;
  const groups = await owner.client.ask(
    `{ ${['OPERATION', 'CLIENT', 'STATUS', 'API_KEY'].map(by).join(' ')} }`,
  );
  expect(groups).toEqual({
    OPERATION: {
      groups: [
        { key: 'Board', total: 600 },
        { key: null, total: 1000 },
      ],
    },
    CLIENT: { groups: [{ key: 'web', total: 1600 }] },
    STATUS: {
      groups: [
        { key: 'OK', total: 1200 },
        { key: 'FORBIDDEN', total: 400 },
      ],
    },
    API_KEY: { groups: [{ key: apiKeyId, total: 1600 }] },
  });
});

test('requests of a deleted organization do not prevent counting others', async () => {
  const owner = await register(server.anonymous);
  const meter = createRequestMeter(system, logger);
  meter.record(request(owner, { organizationId: randomUUID() }));
  meter.record(request(owner));
  await meter.stop();
  expect(await counted(owner)).toBe(1);
});

test('requests that cannot be written are buffered, and beyond 20000 dropped and logged', async () => {
  const owner = await register(server.anonymous);
  const lines: string[] = [];
  const log = pino(
    {},
    new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) }),
  );
  const rename = (from: string, to: string) =>
    sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(server.db);
  await rename('api_requests', 'elsewhere');
  const meter = createRequestMeter(system, log);
  for (let index = 0; index < 20_300; index++) meter.record(request(owner));
  await until(() => lines.some((line) => line.includes('could not be metered yet')));
  await rename('elsewhere', 'api_requests');
  await meter.stop();
  expect(await counted(owner)).toBe(20_000);
  expect(lines.filter((line) => line.includes('"requests":300')).length).toBe(1);
});

test('requests are stored for 35 days, and their counts permanently', async () => {
  const owner = await register(server.anonymous);
  const meter = createRequestMeter(system, logger);
  const days = (count: number) => Date.now() - count * 86_400_000;
  meter.record(request(owner, { at: days(36) }));
  meter.record(request(owner, { at: days(34) }));
  await meter.stop();
  await runScheduled(server, 'delete-old-requests');
  expect(await kept(owner.organizationId)).toHaveLength(1);
  const from = new Date(days(37)).toISOString();
  const { usageSeries } = await owner.client.ask(
    'query ($from: DateTime!) { usageSeries(meter: "api.requests", from: $from) { total } }',
    { from },
  );
  expect(usageSeries.total).toBe(2);
});

test('requests of an hour in which the plan changed are stored permanently', async () => {
  const owner = await register(server.anonymous);
  const meter = createRequestMeter(system, logger);
  const hour = Math.floor(Date.now() / 3_600_000 - 24 * 40) * 3_600_000;
  for (const at of [hour - 1, hour, hour + 3_599_999, hour + 3_600_000]) meter.record(request(owner, { at }));
  await meter.stop();
  await server.db
    .insertInto('plan_segments')
    .values({
      organization_id: owner.organizationId,
      plan_code: 'PRO',
      starts_at: new Date(hour + 60_000).toISOString(),
    })
    .execute();
  await runScheduled(server, 'delete-old-requests');
  expect(await kept(owner.organizationId)).toHaveLength(2);
});
