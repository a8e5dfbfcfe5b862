import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { Client, register } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import {
  type Bounds,
  publish,
  RawSocket,
  repeat,
  serveWithin,
  taskEvents,
  tellsDelay,
  webSocketUrl,
} from '../support/subscriber.ts';

const server = await startTestServer();
const tenant = await createTenant(server.anonymous);
const { client } = tenant.owner;

const serve = (...bounds: Bounds) => serveWithin(server, ...bounds);

describe('a handshake', () => {
  const open = (url: string, headers?: Record<string, string>) => new RawSocket(url, headers).opened;

  test('is accepted only at /graphql', async () => {
    const { url } = server;
    expect(await open(webSocketUrl(url))).toBe('open');
    expect(await open(`${webSocketUrl(url)}?from=somewhere`)).toBe('open');
    for (const path of ['', '/', '/graphql/', '/graphql2', '/metrics'])
      expect([path, await open(url.replace('http', 'ws') + path)]).toEqual([path, 404]);
  });

  test('is rejected for an origin that must not call the API', async () => {
    const url = await serve(
      {},
      { http: { ...server.services.config.http, corsOrigins: ['https://a.test'] } },
    );
    const socket = webSocketUrl(url);
    for (const origin of ['https://a.test', url]) expect(await open(socket, { origin })).toBe('open');
    for (const origin of ['https://b.test', 'http://a.test', 'null'])
      expect([origin, await open(socket, { origin })]).toEqual([origin, 403]);
    expect(await open(socket)).toBe('open');
  });

  test('beyond the limit of the process is rejected until another client disconnects', async () => {
    const socket = webSocketUrl(await serve({ maxSockets: 1 }));
    const first = new RawSocket(socket);
    expect(await first.opened).toBe('open');
    expect(await open(socket)).toBe(503);
    first.socket.close();
    await first.closed;
    await expect.poll(() => open(socket)).toBe('open');
  });

  test('for an unsupported subprotocol is closed', async () => {
    for (const protocol of ['graphql-ws', 'chat']) {
      const { socket } = new RawSocket(webSocketUrl(server.url), {}, protocol);
      // The server selects no subprotocol, which the client itself rejects.
      await expect(new Promise((_, reject) => socket.on('error', reject))).rejects.toThrow('subprotocol');
    }
  });

  test('a request that offers an upgrade to HTTP/2 gets its response', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const headers = {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABkAAQAAP__',
      'content-type': 'application/json',
    };
    request(`${server.url}/graphql`, { method: 'POST', headers })
      .on('response', ({ statusCode }) => resolve(statusCode))
      .on('error', reject)
      .end(JSON.stringify({ query: '{ __typename }' }));
    expect(await promise).toBe(200);
  });
});

describe('a connection that violates the protocol is closed:', () => {
  test('without connection_init', async () => {
    const raw = new RawSocket(webSocketUrl(await serve({ initTimeout: 50 })));
    expect(await raw.closed).toEqual([4408, 'Connection initialisation timeout']);
  });

  test('with a subscription before connection_init, or with two of them', async () => {
    const early = new RawSocket(webSocketUrl(server.url));
    await early.opened;
    early.subscribe('1', taskEvents);
    expect((await early.closed)[0]).toBe(4401);
    const twice = await RawSocket.connect(client);
    twice.send({ type: 'connection_init', payload: client.headers });
    expect((await twice.closed)[0]).toBe(4429);
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['no type', '{}'],
    ['an unknown type', '{"type":"hello"}'],
    ['a message of the server', '{"type":"connection_ack"}'],
    ['a subscription without an id', '{"type":"subscribe","payload":{"query":"{ me { id } }"}}'],
    ['a subscription without a query', '{"type":"subscribe","id":"1","payload":{}}'],
    ['variables that are a list', `{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":[1]}}`],
  ])('%s', async (_, message) => {
    const raw = await RawSocket.connect(client);
    raw.send(message);
    expect(await raw.closed).toEqual([4400, 'Invalid message received']);
  });

  test('with an id that is in use', async () => {
    const raw = await RawSocket.connect(client);
    raw.subscribe('1', taskEvents);
    raw.subscribe('1', taskEvents);
    expect((await raw.closed)[0]).toBe(4409);
  });

  test('with a message that is too large', async () => {
    const raw = await RawSocket.connect(client);
    raw.send(JSON.stringify({ type: 'ping', payload: { much: 'x'.repeat(1_000_000) } }));
    expect((await raw.closed)[0]).toBe(1009);
  });

  test('without a response to a ping', async () => {
    const url = webSocketUrl(await serve({ keepAlive: 50, initTimeout: 60_000, maxSockets: 1 }));
    const raw = new RawSocket(url);
    await raw.opened;
    raw.socket.pause();
    await expect.poll(() => new RawSocket(url).opened).toBe('open');
    raw.socket.resume();
    expect(await raw.closed).toEqual([1006, '']);
  });
});

test('the number of subscriptions of a connection is limited', async () => {
  const raw = await RawSocket.connect(new Client(await serve({ maxPerSocket: 2 }), client.headers));
  for (const id of ['1', '2', '3']) raw.subscribe(id, taskEvents);
  expect((await raw.message('error', '3')).payload).toMatchObject([
    { message: 'A connection may have at most 2 subscriptions.', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  await expect.poll(() => server.services.events.size).toBe(2);
  raw.send({ type: 'complete', id: '1' });
  await expect.poll(() => server.services.events.size).toBe(1);
  raw.subscribe('4', taskEvents);
  await expect.poll(() => server.services.events.size).toBe(2);
  raw.socket.close();
  await expect.poll(() => server.services.events.size).toBe(0);
});

describe('a slow reader', () => {
  const wide = (fields: number) =>
    `subscription { taskEvents { task { ${repeat(fields, (index) => `d${index}: description`)} } } }`;

  test('is disconnected when it leaves too many bytes unread', async () => {
    const { owner, organizationId, projectId } = await createTenant(server.anonymous);
    const taskId = await createTask(owner.client, projectId, { description: 'x'.repeat(10_000) });
    const url = await serve({ maxBuffered: 1_000_000 });
    const raw = await RawSocket.connect(new Client(url, owner.client.headers));
    for (let id = 0; id < 40; id++) raw.subscribe(String(id), wide(50));
    await expect.poll(() => server.services.events.size).toBe(40);
    raw.socket.pause();
    await publish(server, organizationId, Array<string>(20).fill(taskId), projectId);
    await expect.poll(() => server.services.events.size).toBe(0);
    raw.socket.resume();
    expect(await raw.closed).toEqual([1013, tellsDelay('Client too slow.')]);
  });
});

test('a subscription with too many waiting events ends; its connection and its other subscriptions continue', async () => {
  const { owner, organizationId, projectId, taskId } = await createTenant(server.anonymous);
  const raw = await RawSocket.connect(owner.client);
  raw.subscribe('tasks', 'subscription { taskEvents { type task { id title } } }');
  raw.subscribe('projects', 'subscription { projectEvents { type } }');
  await expect.poll(() => server.services.events.size).toBe(2);
  await publish(server, organizationId, Array<string>(4000).fill(taskId), projectId);
  const { payload } = await raw.message('error', 'tasks');
  expect(payload[0]!.extensions.code).toBe('EVENT_BACKLOG');
  expect(server.services.events.size).toBe(1);
  await owner.client.ask(
    `mutation ($id: ID!) { updateProject(input: { id: $id, name: "Pier" }) { userErrors { code } } }`,
    { id: projectId },
  );
  await raw.message('next', 'projects');
  raw.subscribe('again', 'subscription { taskEvents { type } }');
  await expect.poll(() => server.services.events.size).toBe(2);
  await createTask(owner.client, projectId);
  await raw.message('next', 'again');
  raw.socket.close();
});

test('a client with invalid credentials gets an error, and so does one without credentials', async () => {
  const { client: other } = await register(server.anonymous);
  await other.ask('mutation { logout { userErrors { code } } }');
  for (const payload of [other.headers, {}, { authorization: 7 }, { Authorization: 'Basic YTpi' }]) {
    const raw = new RawSocket(webSocketUrl(server.url));
    await raw.opened;
    raw.send({ type: 'connection_init', payload });
    expect(await raw.closed).toEqual([4403, 'Forbidden']);
  }
});
