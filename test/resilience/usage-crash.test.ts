import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import type { UsageEventInput } from '../../src/generated/graphql.ts';
import { Client, register } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { createDatabase } from '../support/server.ts';
import { recordUsage, usageEvent } from '../support/usage.ts';
import { programEnvironment } from '../support/environment.ts';

const BATCHES = 200;
const EVENTS = 5;

const { systemUrl, servingUrl } = await createDatabase();
const folder = await mkdtemp(join(tmpdir(), 'polity-crash-'));
const port = await freePort();
const pool = new pg.Pool({ connectionString: systemUrl, max: 1 });
let server: ChildProcess;
afterAll(async () => {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGTERM');
    await once(server, 'close');
  }
  await pool.end();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the program with its worker. Port and signing key stay the same. */
async function start(): Promise<Client> {
  server = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    env: {
      ...programEnvironment,
      PORT: String(port),
      BCRYPT_COST: '4',
      RATE_LIMITS: 'off',
      POLITY_DATA_DIR: folder,
      DATABASE_URL: systemUrl,
      DATABASE_APP_URL: servingUrl,
    },
  });
  let output = '';
  for (const stream of [server.stdout!, server.stderr!]) stream.on('data', (chunk) => (output += chunk));
  while (!output.includes('Ctrl-C stops it')) {
    if (server.exitCode !== null) throw new Error(output);
    await once(server.stdout!, 'data');
  }
  return new Client(`http://localhost:${port}`);
}

test('events that were acknowledged before a kill are not lost, and are not counted twice when they are sent again', async () => {
  const { client, organizationId } = await register(await start());
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: EVENTS }, (_, index) =>
      usageEvent({ eventId: `${batch}-${index}`, quantity: batch + 1, subject: `s${index}` }),
    ),
  );
  const send = async (events: UsageEventInput[]): Promise<string[]> => {
    const { recordUsage: answer } = await client.ask(recordUsage, { input: { events } });
    return answer.receipts.map((receipt) => receipt.status);
  };
  let acknowledged = 0;
  const first = await Promise.allSettled(
    batches.map(async (events) => {
      const statuses = await send(events);
      if (++acknowledged === BATCHES / 4) server.kill('SIGKILL');
      return statuses;
    }),
  );
  const before = first.filter((each) => each.status === 'fulfilled').length;
  expect(before).toBeGreaterThanOrEqual(BATCHES / 4);
  expect(before).toBeLessThan(BATCHES);

  await start();
  const second = await Promise.all(batches.map(send));
  for (const [index, statuses] of second.entries()) {
    const [status, ...others] = new Set(statuses);
    expect(others).toEqual([]);
    expect(['ACCEPTED', 'DUPLICATE']).toContain(status);
    if (first[index]!.status === 'fulfilled') expect([index, status]).toEqual([index, 'DUPLICATE']);
  }
  const exact = (EVENTS * BATCHES * (BATCHES + 1)) / 2;
  const { usageSeries } = await client.ask(
    '{ usageSeries(meter: "events.processed", groupBy: SUBJECT) { total groups { total } } }',
  );
  expect(usageSeries.total).toBe(exact);
  expect(usageSeries.groups.map((group) => group.total)).toEqual(
    Array.from({ length: EVENTS }, () => exact / EVENTS),
  );
  const { rows } = await pool.query(
    'select sum(quantity)::int as sum, count(*)::int as count from usage_events where organization_id = $1',
    [organizationId],
  );
  expect(rows).toEqual([{ sum: exact, count: BATCHES * EVENTS }]);
});
