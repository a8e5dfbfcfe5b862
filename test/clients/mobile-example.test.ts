import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { createProject } from '../fixtures/work.ts';
import { type Account, password, register } from '../support/client.ts';
import { ACTIVATE_VERSION, REGISTER_OPERATIONS, RETIRE_VERSION } from '../support/persisted.ts';
import { startTestServer } from '../support/server.ts';
import { serveWithin } from '../support/subscriber.ts';

const root = join(import.meta.dirname, '../..');
const server = await startTestServer();
const upstream = await serveWithin(server, {}, { persistedOperations: 'require' });
const { client: admin } = await createPlatformAdmin(server);
const version = { clientName: 'mobile', clientVersion: '1.0.0' };
/** A copy of the example, with its client. */
const project = await mkdtemp(join(tmpdir(), 'polity-mobile-'));
afterAll(() => rm(project, { recursive: true }));
const folder = join(project, 'app');
let manifest: { operations: { name: string; id: string }[] };

beforeAll(async () => {
  await cp(join(root, 'examples/mobile'), folder, { recursive: true });
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  const made = await run(join(root, 'tools/client.ts'), '--out', join(folder, 'api'), '--extension', '.ts');
  expect(made).toEqual({ code: 0, output: '' });
  manifest = JSON.parse(await readFile(join(folder, 'api/operations.json'), 'utf8'));
  await admin.ask(REGISTER_OPERATIONS, { input: { ...version, manifest } });
  await admin.ask(ACTIVATE_VERSION, { input: version });
});

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

function run(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

/** Starts the app with a session file. */
const start = (uri: string, session: string, ...args: string[]) =>
  run('main.ts', '--uri', uri, '--session', join(folder, session), ...args);

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

test('it compiles in a strict project', async () => {
  const compilerOptions = {
    target: 'esnext',
    module: 'nodenext',
    lib: ['esnext', 'dom'],
    types: ['node'],
    strict: true,
    noUnusedLocals: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  expect(await run(tsc, '--pretty', 'false')).toEqual({ code: 0, output: '' });
});

test('it signs in, reads by GET, and writes once although two responses are lost', async () => {
  const account = await withProject();
  const { uri, seen } = await network(2);
  const { code, output } = await start(uri, 'first.json', '--email', account.email, '--password', password);
  expect([code, output]).toEqual([
    0,
    expect.stringMatching(/^Signed in as .+\nQuay\nAdded: Added on the way\n$/),
  ]);
  expect(await titles(account)).toEqual(['Added on the way']);
  const sent = (name: string) => {
    const { id } = manifest.operations.find((operation) => operation.name === name)!;
    return seen.filter(({ text }) => text.includes(id));
  };
  expect(sent('Board').map(({ method }) => method)).toEqual(['GET']);
  const keys = sent('AddTask').map(({ key }) => key);
  expect(keys.length).toBeGreaterThanOrEqual(3);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(keys).size).toBe(1);
  for (const { text } of seen) expect(text).not.toMatch(/mutation|projects/);
});

test('it stays signed in, and refreshes an expired token once for all waiting operations', async () => {
  const account = await withProject();
  const { uri, seen } = await network();
  const expired = await server.signBriefly(account.accessToken, 1);
  const session = join(folder, 'second.json');
  await writeFile(session, JSON.stringify({ accessToken: expired, refreshToken: account.refreshToken }));
  await expect
    .poll(() => account.client.with({ authorization: `Bearer ${expired}` }).codes('{ organization { id } }'))
    .toEqual(['UNAUTHENTICATED']);
  expect(await start(uri, 'second.json')).toEqual({
    code: 0,
    output: expect.stringContaining('\nQuay\nAdded: Added on the way\n'),
  });
  const kept = JSON.parse(await readFile(session, 'utf8'));
  expect(kept.accessToken).not.toBe(expired);
  expect(seen.filter(({ text }) => text.includes('refreshToken'))).toHaveLength(1);
});

test('it reports that its version is retired', async () => {
  const { uri } = await network();
  const { client: again } = await createPlatformAdmin(server);
  await again.ask(RETIRE_VERSION, { input: version });
  expect(await start(uri, 'third.json')).toEqual({
    code: 1,
    output: 'This version of the app is too old. Install the new one.\n',
  });
});
