import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { Listener } from '../src/subscriptions/listener.ts';
import { createDatabase, startTestServer } from './support/server.ts';

const server = await startTestServer();
const logger = pino({ level: 'silent' });

/** What lies between a process and its database: it can fall silent without a word, and refuse. */
async function network() {
  const sockets = new Set<Socket>();
  const target = new URL(server.urls.systemUrl);
  let refuses = false;
  const proxy = createServer((client) => {
    if (refuses) return void client.destroy();
    const database = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined).pipe(to);
    }
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  afterAll(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = proxy.address() as AddressInfo;
  const url = Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(port) }).href;
  return {
    url,
    fallSilent: () => sockets.forEach((socket) => socket.unpipe().pause()),
    refuse: (yes: boolean) => (refuses = yes),
  };
}

function listenThrough(url: string) {
  const heard: string[] = [];
  let lost = 0;
  const listener = new Listener(
    url,
    'polity_test',
    logger,
    { onMessage: (payload) => heard.push(payload), onLost: () => lost++ },
    { heartbeat: 50, patience: 200 },
  );
  afterAll(() => listener.close());
  return { listener, heard, lost: () => lost };
}

const notify = (payload: string) => sql`select pg_notify('polity_test', ${payload})`.execute(server.db);

test('a connection that falls silent without a word is found out, and made again', async () => {
  const { url, fallSilent } = await network();
  const { listener, heard, lost } = listenThrough(url);
  expect(await listener.whenListening(5000)).toBe(true);
  await notify('before');
  await expect.poll(() => heard).toEqual(['before']);
  fallSilent();
  await expect.poll(lost, { timeout: 5000 }).toBe(1);
  expect(await listener.whenListening(5000)).toBe(true);
  await notify('after');
  await expect.poll(() => heard).toEqual(['before', 'after']);
});

test('a database that is away is tried until it is back', async () => {
  const { url, refuse } = await network();
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
