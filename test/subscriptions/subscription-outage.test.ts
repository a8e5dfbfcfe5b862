import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { EventHub } from '../../src/events/hub.ts';
import { Client } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import {
  connect,
  hear,
  listen,
  RawSocket,
  taskEvents,
  tellsDelay,
  webSocketUrl,
} from '../support/subscriber.ts';

const server = await startTestServer();

/** Starts another server on the same database with its own LISTEN connection. */
async function serve() {
  const events = new EventHub(server.urls.systemUrl, server.services.logger);
  const services = { ...server.services, events };
  const app = await createServer(services, { closeTimeout: 500 });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  afterAll(async () => {
    await app.close();
    await events.close();
  });
  return { app, services, url };
}

const listeners = () =>
  server.db
    .selectFrom(sql<{ pid: number }>`pg_stat_activity`.as('activity'))
    .select('pid')
    .where(sql<boolean>`datname = current_database() and application_name = 'polity events'`)
    .execute();

test('a change of a task in any process is delivered once by every other process', async () => {
  const { owner, fellow, projectId } = await createTenant(server.anonymous);
  const second = await serve();
  const here = await listen(server, connect(owner.client), taskEvents);
  const there = await listen(second, connect(new Client(second.url, fellow.client.headers)), taskEvents);
  const ids = [
    await createTask(owner.client, projectId),
    await createTask(new Client(second.url, owner.client.headers), projectId),
    await createTask(owner.client, projectId),
  ];
  for (const heard of [here, there]) {
    expect((await heard.first(3)).map(({ taskId }) => taskId)).toEqual(ids);
    heard.stop();
  }
});

test('clients stay connected and receive events after the LISTEN connection was killed', async () => {
  const { owner, projectId } = await createTenant(server.anonymous);
  const closed: number[] = [];
  const heard = await listen(
    server,
    connect(owner.client, { on: { closed: (event) => closed.push((event as CloseEvent).code) } }),
    taskEvents,
  );
  const before = await listeners();
  expect(before.length).toBeGreaterThan(0);
  for (const { pid } of before) await sql`select pg_terminate_backend(${pid})`.execute(server.db);
  const ids = [await createTask(owner.client, projectId), await createTask(owner.client, projectId)];
  expect((await heard.first(2)).map(({ taskId }) => taskId)).toEqual(ids);
  await expect.poll(async () => (await listeners()).map(({ pid }) => pid)).toHaveLength(before.length);
  ids.push(await createTask(owner.client, projectId));
  expect((await heard.first(3)).map(({ taskId }) => taskId)).toEqual(ids);
  expect(closed).toEqual([]);
  heard.stop();
});

test('while a process receives no changes, it rejects clients and its metrics show it', async () => {
  const events = new EventHub('postgres://nobody@127.0.0.1:1/none', server.services.logger);
  const app = await createServer({ ...server.services, events });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    const [opened, ready, metrics] = await Promise.all([
      new RawSocket(webSocketUrl(url)).opened,
      fetch(`${url}/ready`),
      fetch(`${url}/metrics`).then((response) => response.text()),
    ]);
    expect(opened).toBe(503);
    expect(ready.status).toBe(200);
    expect(metrics).toContain('polity_events_listening 0\n');
  } finally {
    await app.close();
    await events.close();
  }
});

test('a server that stops closes its WebSockets, even if a client does not respond, and then ends', async () => {
  const { owner } = await createTenant(server.anonymous);
  const { app, services, url } = await serve();
  const client = new Client(url, owner.client.headers);
  const heard = await listen({ services }, connect(client), taskEvents);
  const raw = await RawSocket.connect(client);
  const mute = await RawSocket.connect(client);
  mute.socket.pause();
  await app.close();
  expect(await heard.ended).toBe(1001);
  expect(await raw.closed).toEqual([1001, tellsDelay('The server is shutting down.')]);
  expect(services.events.size).toBe(0);
  expect(await new RawSocket(webSocketUrl(url)).opened).toBe('failed');
});

test('/metrics counts open subscriptions', async () => {
  const { owner } = await createTenant(server.anonymous);
  const count = async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^polity_subscriptions (\d+)$/m.exec(text)![1]);
  };
  const before = await count();
  const client = connect(owner.client);
  const heard = [await listen(server, client, taskEvents), await listen(server, client, taskEvents)];
  expect(await count()).toBe(before + 2);
  for (const each of heard) each.stop();
  await expect.poll(count).toBe(before);
  hear(client, taskEvents).stop();
  await expect.poll(count).toBe(before);
});
