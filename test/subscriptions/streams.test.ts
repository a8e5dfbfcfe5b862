import { afterEach, expect, test } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { createTask } from '../fixtures/work.ts';
import { add, Client, join, register } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';
import { connectStream, RawStream, stopStreams } from '../support/stream.ts';
import { connect, hear, listen, publish, serveWithin, taskEvents } from '../support/subscriber.ts';

const server = await startTestServer();
const query = 'subscription { taskEvents { type taskId task { title } } }';

const logout = 'mutation { logout { userErrors { code } } }';
const updateTask = `mutation ($id: ID!, $title: String!) {
  updateTask(input: { id: $id, title: $title }) { userErrors { code } } }`;
const noneOpen = () => expect.poll(() => server.services.events.size).toBe(0);

afterEach(async () => {
  stopStreams();
  await noneOpen();
});

test('the client of graphql-sse receives each change in order, until it stops', async () => {
  const { owner, projectId, taskId } = await createTenant(server.anonymous);
  const results: unknown[] = [];
  const { promise: connected, resolve } = Promise.withResolvers<unknown>();
  const client = connectStream(owner.client, { on: { connected: resolve } });
  const stop = client.subscribe(
    { query: taskEvents, variables: { projectId } },
    { next: (result) => results.push(result), error: () => undefined, complete: () => undefined },
  );
  await connected;
  for (const title of ['One', 'Two', 'Three']) await owner.client.ask(updateTask, { id: taskId, title });
  await expect.poll(() => results.length).toBe(3);
  expect(results).toEqual(
    Array.from({ length: 3 }, () => ({
      data: {
        taskEvents: {
          type: 'UPDATED',
          taskId,
          task: { id: taskId, title: expect.any(String), status: 'TODO' },
          changedFields: ['title'],
        },
      },
    })),
  );
  stop();
  await noneOpen();
});

test('a stream over raw HTTP has the headers that keep proxies from buffering it, and comments that keep it open', async () => {
  const { owner, taskId } = await createTenant(server.anonymous);
  const url = await serveWithin(server, { streamKeepAlive: 20 });
  const stream = await RawStream.open(new Client(url, owner.client.headers), { query });
  expect(stream.status).toBe(200);
  expect(Object.fromEntries(stream.response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'private, no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-request-id': expect.any(String),
    'x-content-type-options': 'nosniff',
  });
  await until(() => stream.text.includes(':\n\n:\n\n'));
  await owner.client.ask(updateTask, { id: taskId, title: 'event: complete' });
  const [event] = await stream.first(1);
  expect(event).toEqual({
    event: 'next',
    data: { data: { taskEvents: { type: 'UPDATED', taskId, task: { title: 'event: complete' } } } },
  });
});

test('a stream can be opened by GET, with variables and extensions as JSON', async () => {
  const { owner, projectId } = await createTenant(server.anonymous);
  const search = `?${new URLSearchParams({ query: taskEvents, variables: JSON.stringify({ projectId }), operationName: '' })}`;
  const stream = await RawStream.open(owner.client, undefined, { method: 'GET', search });
  const created = await createTask(owner.client, projectId);
  const [event] = await stream.first(1);
  expect(event!.data!.data!['taskEvents']).toMatchObject({ type: 'CREATED', taskId: created });
});

test.each([
  ['{', 'GRAPHQL_PARSE_FAILED'],
  ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['{ me { id } }', 'BAD_USER_INPUT'],
  ['', 'GRAPHQL_PARSE_FAILED'],
  [
    'subscription A { taskEvents { type } } subscription B { taskEvents { type } }',
    'OPERATION_RESOLUTION_FAILURE',
  ],
])('the operation %s is refused in the stream, as the protocol requires', async (refused, code) => {
  const { client } = await register(server.anonymous);
  const stream = await RawStream.open(client, { query: refused });
  expect(await stream.ended).toBe('end');
  expect(stream.status).toBe(200);
  expect(stream.outline).toEqual([['next', code], 'complete']);
});

test.each([
  ['no credentials', { authorization: '' }, {}, 401],
  ['an invalid token', { authorization: 'Bearer nonsense' }, {}, 401],
  ['another type of response', { accept: 'application/json' }, {}, 406],
  ['a form', { 'content-type': 'text/plain' }, {}, 400],
  ['another charset', { 'content-type': 'application/json; charset=latin1' }, {}, 415],
  ['a compressed body', { 'content-encoding': 'gzip' }, {}, 415],
  ['another method', {}, { method: 'PUT' }, 405],
  ['a list', {}, { body: '[]' }, 400],
  ['malformed variables', {}, { body: '{"query":"{","variables":[]}' }, 400],
  ['a malformed query', {}, { body: '{"query":1}' }, 400],
])('a request with %s is refused with an HTTP status', async (_what, headers, more, status) => {
  const { client } = await register(server.anonymous);
  const stream = await RawStream.open(client, { query }, { ...more, headers });
  const [found, code] = await stream.refusal();
  expect([found, code]).toEqual([status, status === 401 ? 'UNAUTHENTICATED' : 'BAD_REQUEST']);
});

test('a page of another site can open no stream: by GET only after a preflight request, which CORS_ORIGINS decides', async () => {
  const { client } = await register(server.anonymous);
  const get = (headers: Record<string, string>) =>
    RawStream.open(client, undefined, {
      method: 'GET',
      search: `?${new URLSearchParams({ query })}`,
      headers: { 'content-type': '', ...headers },
    });
  expect((await get({})).status).toBe(400);
  const allowed = await get({ 'apollo-require-preflight': 'true' });
  expect(allowed.status).toBe(200);
  allowed.stop();
  const strict = await startTestServer({ CORS_ORIGINS: 'https://app.example' });
  const preflight = async (origin: string) => {
    const { headers } = await fetch(`${strict.url}/graphql/stream`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    return headers.get('access-control-allow-origin');
  };
  expect(await preflight('https://app.example')).toBe('https://app.example');
  expect(await preflight('https://other.example')).toBeNull();
  const other = await register(strict.anonymous);
  const stream = await RawStream.open(
    other.client,
    { query },
    { headers: { origin: 'https://app.example' } },
  );
  expect(stream.response.headers.get('access-control-allow-origin')).toBe('https://app.example');
});

test('a caller receives nothing of another organization', async () => {
  const ours = await createTenant(server.anonymous);
  const theirs = await createTenant(server.anonymous);
  const stranger = await RawStream.open(theirs.owner.client.in(ours.organizationId), { query });
  await stranger.ended;
  expect(stranger.outline).toEqual([['next', 'NOT_FOUND'], 'complete']);
  const own = await RawStream.open(theirs.owner.client, { query });
  await createTask(ours.owner.client, ours.projectId);
  const last = await createTask(theirs.owner.client, theirs.projectId);
  await own.first(1);
  expect(own.events.map(({ data }) => data!.data!['taskEvents']!['taskId'])).toEqual([last]);
});

test('a session that ends closes its streams and sockets at once, without waiting for an event', async () => {
  const { owner } = await createTenant(server.anonymous);
  const fellow = await register(server.anonymous);
  await add(owner, fellow);
  const client = fellow.client.in(owner.organizationId);
  const stream = await RawStream.open(client, { query });
  const socket = await listen(server, connect(client), taskEvents);
  const other = await RawStream.open(owner.client, { query });
  await fellow.client.ask(logout);
  expect(await stream.ended).toBe('end');
  expect(stream.outline).toEqual([['next', 'UNAUTHENTICATED'], 'complete']);
  expect(await socket.ended).toEqual(['UNAUTHENTICATED']);
  expect(server.services.events.size).toBe(1);
  expect(other.text).toMatch(/^retry: \d+\n\n$/);
});

test('a removed member and a deleted account lose their streams at once', async () => {
  const { owner } = await createTenant(server.anonymous);
  const member = await join(owner, 'MEMBER');
  const leaver = await join(owner, 'MEMBER');
  const removed = await RawStream.open(member.client, { query });
  const left = await RawStream.open(leaver.client, { query });
  await owner.client.ask(
    'mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }',
    { userId: member.userId },
  );
  await leaver.client.ask(
    'mutation { deleteAccount(input: { password: "correct horse battery" }) { userErrors { code } } }',
  );
  for (const stream of [removed, left]) {
    await stream.ended;
    expect(stream.outline).toEqual([['next', 'UNAUTHENTICATED'], 'complete']);
  }
});

test('a stream ends when its access token expires', async () => {
  const { owner } = await createTenant(server.anonymous);
  const token = await server.signBriefly(owner.accessToken, 3);
  const stream = await RawStream.open(owner.client.with({ authorization: `Bearer ${token}` }), { query });
  expect(stream.status).toBe(200);
  await stream.ended;
  expect(stream.outline).toEqual([['next', 'UNAUTHENTICATED'], 'complete']);
});

test('streams and sockets count together towards the limits of the plan', async () => {
  const { owner, organizationId } = await createTenant(server.anonymous);
  await server.db
    .insertInto('organization_overrides')
    .values({ organization_id: organizationId, caller_subscription_limit: 2, reason: 'A test' })
    .execute();
  const socket = await listen(server, connect(owner.client), taskEvents);
  const stream = await RawStream.open(owner.client, { query });
  const refused = await RawStream.open(owner.client, { query });
  await refused.ended;
  expect(refused.outline).toEqual([['next', 'PLAN_LIMIT_REACHED'], 'complete']);
  expect(await hear(connect(owner.client), taskEvents).ended).toEqual(['PLAN_LIMIT_REACHED']);
  stream.stop();
  socket.stop();
  await noneOpen();
  const again = await RawStream.open(owner.client, { query });
  expect(again.outline).toEqual([]);
});

test('streams and sockets count together towards the limits of connections and messages', async () => {
  const { owner } = await createTenant(server.anonymous);
  const open = (url: string) => RawStream.open(new Client(url, owner.client.headers), { query });
  const crowded = await serveWithin(server, { maxPerCaller: 1 });
  const socket = await listen(server, connect(new Client(crowded, owner.client.headers)), taskEvents);
  const refused = await open(crowded);
  expect(await refused.refusal()).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.response.headers.get('retry-after'))).toBeGreaterThan(0);
  socket.stop();
  const narrow = await serveWithin(server, { maxPerNetwork: 1 });
  const first = await open(narrow);
  expect(await (await open(narrow)).refusal()).toEqual([429, 'RATE_LIMITED']);
  first.stop();
  const full = await serveWithin(server, { maxSockets: 0 });
  expect(await (await open(full)).refusal()).toEqual([503, 'SERVICE_UNAVAILABLE']);
  const busy = await serveWithin(server, { messages: { burst: 1, perSecond: 0.001, beforeCaller: 10 } });
  (await open(busy)).stop();
  expect(await (await open(busy)).refusal()).toEqual([429, 'RATE_LIMITED']);
  await noneOpen();
});

test('a client that does not read its stream is disconnected', async () => {
  const { owner, organizationId, projectId } = await createTenant(server.anonymous);
  const taskId = await createTask(owner.client, projectId, { description: 'x'.repeat(10_000) });
  const url = await serveWithin(server, { maxBuffered: 1_000_000 });
  const fields = Array.from({ length: 50 }, (_, index) => `d${index}: description`).join(' ');
  const wide = `subscription { taskEvents { task { ${fields} } } }`;
  for (let count = 0; count < 5; count++)
    await RawStream.open(new Client(url, owner.client.headers), { query: wide }, { reads: false });
  await publish(server, organizationId, Array<string>(60).fill(taskId), projectId);
  await noneOpen();
});

test('a server that stops ends its streams without `complete`, so that clients connect again', async () => {
  const { owner } = await createTenant(server.anonymous);
  const app = await createServer(server.services);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const stream = await RawStream.open(new Client(url, owner.client.headers), { query });
  await app.close();
  expect(await stream.ended).toBe('end');
  expect(stream.outline).toEqual([]);
  expect(stream.text).toMatch(/^retry: \d+\n\n$/);
});

test('a stream whose credentials are being read while the server stops is refused, so that the server can stop', async () => {
  const { owner } = await createTenant(server.anonymous);
  const [asked, may] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { tokens } = server.services;
  const verify: typeof tokens.verify = async (token) => {
    asked.resolve();
    await may.promise;
    return tokens.verify(token);
  };
  const app = await createServer({
    ...server.services,
    tokens: Object.assign(Object.create(tokens), { verify }),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const opening = RawStream.open(new Client(url, owner.client.headers), { query });
  await asked.promise;
  const closed = app.close();
  await expect.poll(() => app.server.listening).toBe(false);
  may.resolve();
  expect(await (await opening).refusal()).toEqual([503, 'SERVICE_UNAVAILABLE']);
  await closed;
});
