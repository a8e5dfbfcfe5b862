import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { ListenConnection } from '../../src/events/listen-connection.ts';
import { createNetwork } from '../support/network.ts';
import { createDatabase, startTestServer } from '../support/server.ts';

const server = await startTestServer();
const logger = pino({ level: 'silent' });

function listenThrough(url: string) {
  const heard: string[] = [];
  let lost = 0;
  let back = 0;
  const connection = new ListenConnection(
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
  afterAll(() => connection.close());
  return { connection, heard, lost: () => lost, back: () => back };
}

const notify = (payload: string) => sql`select pg_notify('polity_test', ${payload})`.execute(server.db);

test('a connection that no longer responds is detected and replaced', async () => {
  const { url, fallSilent } = await createNetwork(server.urls.systemUrl);
  const { connection, heard, lost, back } = listenThrough(url);
  expect(await connection.whenListening(5000)).toBe(true);
  expect(back()).toBe(0);
  await notify('before');
  await expect.poll(() => heard).toEqual(['before']);
  fallSilent();
  await expect.poll(lost).toBe(1);
  expect(await connection.whenListening(5000)).toBe(true);
  expect(back()).toBe(1);
  await notify('after');
  await expect.poll(() => heard).toEqual(['before', 'after']);
});

test('the connection to an unavailable database is retried until it succeeds', async () => {
  const { url, refuse } = await createNetwork(server.urls.systemUrl);
  refuse(true);
  const { connection, heard, lost } = listenThrough(url);
  expect(await connection.whenListening(300)).toBe(false);
  refuse(false);
  expect(await connection.whenListening(10_000)).toBe(true);
  // It was never established, so it was not lost.
  expect(lost()).toBe(0);
  await notify('at last');
  await expect.poll(() => heard).toEqual(['at last']);
});

test('a closed connection is not retried', async () => {
  const { systemUrl } = await createDatabase();
  const { connection, lost } = listenThrough(systemUrl);
  expect(await connection.whenListening(5000)).toBe(true);
  await connection.close();
  expect(lost()).toBe(0);
  expect(await connection.whenListening(100)).toBe(false);
});
