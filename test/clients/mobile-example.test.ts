import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { createProject } from '../fixtures/work.ts';
import { type Account, password, register } from '../support/client.ts';
import { ACTIVATE_VERSION, REGISTER_OPERATIONS, RETIRE_VERSION } from '../support/persisted.ts';
import { startTestServer } from '../support/server.ts';
import { serveWithin } from '../support/subscriber.ts';

const example = join(import.meta.dirname, '../../examples/mobile');
const server = await startTestServer();
const upstream = await serveWithin(server, {}, { persistedOperations: 'require' });
const { client: admin } = await createPlatformAdmin(server);
const version = { clientName: 'mobile', clientVersion: '1.0.0' };
const manifest = JSON.parse(await readFile(join(example, 'manifest.json'), 'utf8'));
await admin.ask(REGISTER_OPERATIONS, { input: { ...version, manifest } });
await admin.ask(ACTIVATE_VERSION, { input: version });

interface Seen {
  method: string;
  text: string;
  key: string | undefined;
}

/** A network that loses the responses to this many mutations and records all requests. */
async function network(lost = 0): Promise<{ uri: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  let left = lost;
  const proxy = createServer(async (request, response) => {
    const body = await textOf(request);
    const { method = '', url = '', headers } = request;
    seen.push({ method, text: body || decodeURIComponent(url), key: headers['idempotency-key'] as string });
    const { host: _host, connection: _connection, 'content-length': _length, ...others } = headers;
    const answer = await fetch(`${upstream}${url}`, {
      method,
      headers: others as Record<string, string>,
      ...(body && { body }),
    });
    const text = await answer.text();
    if (method === 'POST' && text.includes('createTask') && left-- > 0) return response.destroy();
    const type = answer.headers.get('content-type') ?? '';
    return response.writeHead(answer.status, { 'content-type': type }).end(text);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise((resolve) => proxy.close(resolve)));
  return { uri: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`, seen };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function run(file: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(example, file), ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

async function withProject(): Promise<Account> {
  const account = await register(server.anonymous);
  await createProject(account.client, { name: 'Quay' });
  return account;
}

async function titles({ userId }: Account): Promise<string[]> {
  const rows = await server.db
    .selectFrom('tasks')
    .select('title')
    .where('created_by_id', '=', userId)
    .execute();
  return rows.map(({ title }) => title);
}

test('its manifest contains its operations', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'polity-manifest-'));
  const file = join(folder, 'manifest.json');
  expect(await run('make-manifest.js', file)).toEqual({ code: 0, output: '' });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(manifest);
  await rm(folder, { recursive: true });
});

test('it signs in, reads by GET, and writes once although two responses are lost', async () => {
  const account = await withProject();
  const { uri, seen } = await network(2);
  const { code, output } = await run(
    'main.js',
    '--uri',
    uri,
    '--email',
    account.email,
    '--password',
    password,
  );
  expect([code, output]).toEqual([0, 'Quay\nAdded: Added on the way\n']);
  expect(await titles(account)).toEqual(['Added on the way']);
  const sent = (name: string) => {
    const { id } = manifest.operations.find((operation: { name: string }) => operation.name === name);
    return seen.filter(({ text }) => text.includes(id));
  };
  expect(sent('Board').every(({ method }) => method === 'GET')).toBe(true);
  const keys = sent('AddTask').map(({ key }) => key);
  expect(keys.length).toBeGreaterThanOrEqual(3);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(keys).size).toBe(1);
  for (const { text } of seen) expect(text).not.toMatch(/mutation|projects/);
});

test('it renews expired tokens once for all waiting operations and continues', async () => {
  const account = await withProject();
  const { uri, seen } = await network();
  const { createClient } = await import(join(example, 'client.js'));
  const { BOARD } = await import(join(example, 'operations.js'));
  const expired = await server.signBriefly(account.accessToken, 1);
  const session = { accessToken: expired, refreshToken: account.refreshToken };
  const client = createClient({ uri, session, clientAwareness: { name: 'mobile', version: '1.0.0' } });
  await expect
    .poll(() => account.client.with({ authorization: `Bearer ${expired}` }).codes('{ organization { id } }'))
    .toEqual(['UNAUTHENTICATED']);
  const ask = (tasks: number) => client.query({ query: BOARD, variables: { tasks } });
  const answers = await Promise.all([ask(1), ask(2), ask(3)]);
  for (const { data } of answers) expect(data.projects.nodes).toMatchObject([{ name: 'Quay' }]);
  expect(session.accessToken).not.toBe(expired);
  expect(seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('it reports that its version is retired', async () => {
  const { uri } = await network();
  const { client: again } = await createPlatformAdmin(server);
  await again.ask(RETIRE_VERSION, { input: version });
  expect(await run('main.js', '--uri', uri)).toEqual({
    code: 1,
    output: 'This version of the app is too old. Install the new one.\n',
  });
});
