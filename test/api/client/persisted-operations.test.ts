import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { Client, register } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import {
  ACTIVATE_VERSION,
  entry,
  getWith,
  headersOf,
  manifestOf,
  persistedQuery,
  postBody,
  REGISTER_OPERATIONS,
  release,
  RETIRE_VERSION,
  sha256,
  someVersion,
} from '../../support/persisted.ts';
import { startTestServer } from '../../support/server.ts';
import { RawSocket, serveWithin, taskEvents, webSocketUrl } from '../../support/subscriber.ts';

/** A server for each mode, with one database. */
const server = await startTestServer();
const { client: admin } = await createPlatformAdmin(server);
const within = async (persistedOperations: 'off' | 'prefer' | 'require') =>
  new Client(await serveWithin(server, {}, { persistedOperations }));
const [off, prefer, require] = [await within('off'), server.anonymous, await within('require')];

const plans = 'query Plans { plans { code } }';
const answer = { plans: [{ code: 'FREE' }, { code: 'PRO' }] };
const other = '{ me { id } }';

describe('a registered operation', () => {
  test('runs by its id, by POST and by GET, in each form that clients send', async () => {
    const version = await release(admin, plans);
    const headers = headersOf(version);
    const id = sha256(plans);
    for (const mode of [prefer, require])
      for (const naming of [persistedQuery(id), { documentId: id }, { documentId: `sha256:${id}` }]) {
        expect(await postBody(mode, naming, headers)).toMatchObject({ status: 200, data: answer });
        expect(await getWith(mode, naming, headers)).toMatchObject({ status: 200, data: answer });
      }
    expect(await postBody(require, { ...persistedQuery(id), query: '' }, headers)).toMatchObject({
      data: answer,
    });
  });

  test('can also be sent as text, character by character', async () => {
    const headers = headersOf(await release(admin, plans));
    const sent = (query: string, more = {}) => postBody(require, { query, ...more }, headers);
    expect(await sent(plans)).toMatchObject({ status: 200, data: answer });
    expect(await sent(plans, persistedQuery(sha256(plans)))).toMatchObject({ data: answer });
    expect(await sent(`${plans} `)).toMatchObject({ status: 400, code: 'PERSISTED_QUERY_REQUIRED' });
  });

  test('accepts variables and is authorized as usual', async () => {
    const { client, organizationId } = await register(server.anonymous);
    const query = 'query Node($id: ID!) { node(id: $id) { id } }';
    const headers = headersOf(await release(admin, query));
    const ask = (who: Client, variables?: object) =>
      postBody(who, { documentId: sha256(query), variables }, headers);
    const here = new Client(require.url, client.headers);
    expect((await ask(here, { id: organizationId })).data).toEqual({ node: { id: organizationId } });
    expect(await ask(require, { id: organizationId })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await ask(here)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test('of a mutation is rejected by GET and writes nothing', async () => {
    const { client } = await register(server.anonymous);
    const logout = 'mutation Logout { logout { userErrors { code } } }';
    const headers = headersOf(await release(admin, logout));
    const here = new Client(require.url, client.headers);
    expect(await getWith(here, { documentId: sha256(logout) }, headers)).toMatchObject({
      status: 405,
      code: 'BAD_REQUEST',
    });
    expect((await client.ask('{ me { id } }')).me).not.toBeNull();
    expect(await postBody(here, { documentId: sha256(logout) }, headers)).toMatchObject({ status: 200 });
  });

  test('of another client, another version or a pending version is unknown', async () => {
    const version = await release(admin, plans);
    const pending = someVersion();
    const manifest = manifestOf(entry(plans));
    await admin.ask(REGISTER_OPERATIONS, { input: { ...pending, manifest } });
    for (const headers of [
      headersOf(pending),
      headersOf(someVersion()),
      headersOf({ ...version, clientName: 'WEB' }),
      {},
      { 'apollographql-client-name': 'web' },
    ]) {
      const naming = { documentId: sha256(plans) };
      for (const mode of [prefer, require])
        expect(await postBody(mode, naming, headers)).toMatchObject({
          status: 400,
          code: 'PERSISTED_QUERY_NOT_FOUND',
        });
      expect(await postBody(require, { query: plans }, headers)).toMatchObject({
        status: 400,
        code: 'PERSISTED_QUERY_REQUIRED',
      });
    }
  });

  test('is served once its version is activated, also by a process that did not find it before', async () => {
    const version = someVersion();
    const naming = { documentId: sha256(plans) };
    const ask = async () => (await postBody(prefer, naming, headersOf(version))).code;
    await admin.ask(REGISTER_OPERATIONS, {
      input: { ...version, manifest: manifestOf(entry(plans)) },
    });
    expect(await ask()).toBe('PERSISTED_QUERY_NOT_FOUND');
    await admin.ask(ACTIVATE_VERSION, { input: version });
    expect(await ask()).toBeUndefined();
  });
});

describe('a retired version', () => {
  test('gets CLIENT_UPGRADE_REQUIRED for every request in every mode', async () => {
    const version = await release(admin, plans);
    await admin.ask(RETIRE_VERSION, { input: version });
    const headers = headersOf(version);
    const refusal = { status: 400, code: 'CLIENT_UPGRADE_REQUIRED' };
    for (const mode of [off, prefer, require]) {
      for (const body of [{ query: plans }, { query: other }, { documentId: sha256(plans) }, { query: '{' }])
        expect(await postBody(mode, body, headers)).toMatchObject(refusal);
      expect(await getWith(mode, persistedQuery(sha256(plans)), headers)).toMatchObject(refusal);
      expect(await postBody(mode, { query: plans }, headersOf(someVersion()))).not.toMatchObject(refusal);
    }
  });

  test('that another process retired is refused within a few seconds', async () => {
    const version = await release(admin, plans);
    const ask = async () => (await postBody(off, { query: plans }, headersOf(version))).code;
    expect(await ask()).toBeUndefined();
    await server.db
      .updateTable('client_versions')
      .set({ status: 'RETIRED' })
      .where('client_version', '=', version.clientVersion)
      .execute();
    await expect.poll(ask).toBe('CLIENT_UPGRADE_REQUIRED');
  });
});

test('an unregistered operation is served unless registered operations are required', async () => {
  const headers = headersOf(await release(admin, plans));
  for (const mode of [off, prefer])
    expect(await postBody(mode, { query: other }, headers)).toMatchObject({ data: { me: null } });
  expect(await postBody(require, { query: other }, headers)).toMatchObject({
    status: 400,
    code: 'PERSISTED_QUERY_REQUIRED',
  });
  // It is not stored either.
  await postBody(require, { query: other, ...persistedQuery(sha256(other)) }, headers);
  expect(await postBody(require, persistedQuery(sha256(other)), headers)).toMatchObject({
    status: 400,
    code: 'PERSISTED_QUERY_NOT_FOUND',
  });
});

test('registered operations are ignored when they are off', async () => {
  const headers = headersOf(await release(admin, plans));
  expect(await postBody(off, { documentId: sha256(plans) }, headers)).toMatchObject({
    code: 'PERSISTED_QUERY_NOT_FOUND',
  });
});

test('an id that is not a string, and two different ids, are rejected', async () => {
  const headers = headersOf(await release(admin, plans));
  const naming = { documentId: sha256(other), ...persistedQuery(sha256(plans)) };
  for (const body of [naming, { documentId: 5 }, { documentId: { a: 1 } }])
    expect(await postBody(prefer, body, headers)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
});

describe('over a WebSocket', () => {
  const body = `query Unused { me { id } }`;
  const heard = taskEvents.replace('subscription', 'subscription Heard');

  test('the same rules apply', async () => {
    const { owner } = await createTenant(server.anonymous);
    const version = await release(admin, body, heard);
    const headers = { ...owner.client.headers, ...headersOf(version) };
    const raw = await RawSocket.connect(new Client(require.url, headers));
    const send = (id: string, payload: object) => raw.send({ type: 'subscribe', id, payload });
    const code = async (id: string) => (await raw.message('error', id)).payload[0]!.extensions.code;
    send('1', { query: taskEvents });
    expect(await code('1')).toBe('PERSISTED_QUERY_REQUIRED');
    send('2', { query: '', ...persistedQuery(sha256(plans)) });
    expect(await code('2')).toBe('PERSISTED_QUERY_NOT_FOUND');
    const before = server.services.events.size;
    send('3', { query: '', ...persistedQuery(sha256(heard)) });
    send('4', { query: heard });
    await expect.poll(() => server.services.events.size).toBe(before + 2);
    await admin.ask(RETIRE_VERSION, { input: version });
    send('5', { query: heard });
    expect(await code('5')).toBe('CLIENT_UPGRADE_REQUIRED');
  });

  test('a client in a browser sends its name when it connects', async () => {
    const { owner } = await createTenant(server.anonymous);
    const version = await release(admin, body, heard);
    const raw = new RawSocket(webSocketUrl(require.url));
    await raw.opened;
    raw.send({ type: 'connection_init', payload: { ...owner.client.headers, ...headersOf(version) } });
    await raw.message('connection_ack');
    const before = server.services.events.size;
    raw.subscribe(randomUUID(), heard);
    await expect.poll(() => server.services.events.size).toBe(before + 1);
  });
});
