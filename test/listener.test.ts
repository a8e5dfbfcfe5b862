import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { Listener } from '../src/subscriptions/listener.ts';
import { createNetwork } from './support/network.ts';
import { createDatabase, startTestServer } from './support/server.ts';

const server = await startTestServer();
const logger = pino({ level: 'silent' });

function listenThrough(url: string) {
  const heard: string[] = [];
  let lost = 0;
  let back = 0;
  const listener = new Listener(
    url,
    'polity_test',
    logger,
    {
      onMessage: (payload) => heard.push(payload),
      onLost: () => lost++,
      onBack: async () => void back++,
    },
    { heartbeat: 50, patience: 200 },
  );
  afterAll(() => listener.close());
  return { listener, heard, lost: () => lost, back: () => back };
}

const notify = (payload: string) => sql`select pg_notify('polity_test', ${payload})`.execute(server.db);

test('a connection that falls silent without a word is found out, and made again', async () => {
  const { url, fallSilent } = await createNetwork(server.urls.systemUrl);
  const { listener, heard, lost, back } = listenThrough(url);
  expect(await listener.whenListening(5000)).toBe(true);
  expect(back()).toBe(0);
  await notify('before');
  await expect.poll(() => heard).toEqual(['before']);
  fallSilent();
  await expect.poll(lost, { timeout: 5000 }).toBe(1);
  expect(await listener.whenListening(5000)).toBe(true);
  expect(back()).toBe(1);
  await notify('after');
  await expect.poll(() => heard).toEqual(['before', 'after']);
});

test('a database that is away is tried until it is back', async () => {
  const { url, refuse } = await createNetwork(server.urls.systemUrl);
  refuse(true);
  const { listener, heard, lost } = listenThrough(url);
  expect(await listener.whenListening(300)).toBe(false);
  refuse(false);
  expect(await listener.whenListening(10_000)).toBe(true);
  // It never was lost, for it never was there.
  expect(lost()).toBe(0);
  await notify('at last');
  await expect.poll(() => heard).toEqual(['at last']);
});

test('one that is closed tries no more', async () => {
  const { systemUrl } = await createDatabase();
  const { listener, lost } = listenThrough(systemUrl);
  expect(await listener.whenListening(5000)).toBe(true);
  await listener.close();
  expect(lost()).toBe(0);
  expect(await listener.whenListening(100)).toBe(false);
});
