import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { createDatabase } from '../support/server.ts';
import { RawSocket, taskEvents, tellsDelay } from '../support/subscriber.ts';
import { programEnvironment } from '../support/environment.ts';

/** The programs as a new developer starts them. */
const source = join(import.meta.dirname, '../../src');
const folder = await mkdtemp(join(tmpdir(), 'polity-start-'));
await chmod(folder, 0o755);
const running = new Set<ChildProcess>();
afterAll(async () => {
  await Promise.all([...running].map(stop));
  await rm(folder, { recursive: true, force: true });
});

interface Program {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

function run(file: string, args: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, [join(source, file), ...args], {
    env: { ...programEnvironment, BCRYPT_COST: '4', POLITY_DATA_DIR: folder, ...env },
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (text += chunk));
  running.add(child);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, output: () => text, ended };
}

/** Starts the server and waits for its banner. */
async function start(env: Record<string, string> = {}): Promise<Program & { client: Client }> {
  const program = run('main.ts', [], { PORT: '0', ...env });
  while (!program.output().includes('Ctrl-C stops it')) {
    const event = await Promise.race([
      once(program.child.stdout!, 'data'),
      program.ended.then(() => 'ended'),
    ]);
    if (event === 'ended') throw new Error(program.output());
  }
  return { ...program, client: new Client(/http:\/\/localhost:\d+/.exec(program.output())![0]) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'close');
}

async function signIn(client: Client, email: string): Promise<Client> {
  const { login } = await client.ask(
    `mutation ($email: String!) { login(input: { email: $email, password: "polity-demo-1" }) {
      accessToken userErrors { code } } }`,
    { email },
  );
  return client.with({ authorization: `Bearer ${login.accessToken}` });
}

const counts = '{ organization { slug } projects(first: 100) { totalCount } tasks { totalCount } }';

test('the first start has demonstration data, and a second one keeps what was written, even after a kill', async () => {
  const first = await start();
  expect(first.output()).toMatch(/owner@acme\.test +OWNER of acme/);
  for (const path of ['/', '/explorer'])
    expect(first.output()).toMatch(new RegExp(`^  (Sandbox|Explorer) +${first.client.url}${path}( |$)`, 'm'));
  const owner = await signIn(first.client, 'owner@acme.test');
  const before = await owner.ask(counts);
  expect(before).toMatchObject({ organization: { slug: 'acme' }, projects: { totalCount: 4 } });
  expect(before.tasks.totalCount).toBeGreaterThan(100);
  await owner.ask('mutation { createProject(input: { name: "mine" }) { userErrors { code } } }');
  first.child.kill('SIGKILL');
  await first.ended;

  const second = await start();
  const again = second.client.with(owner.headers);
  expect(await again.ask(counts)).toEqual({ ...before, projects: { totalCount: 5 } });
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('a busy port is reported in one line, and the server that uses it continues', async () => {
  const server = await start();
  const { port } = new URL(server.client.url);
  const second = run('main.ts', [], { PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.output().trim().split('\n')).toEqual([expect.stringContaining(`Port ${port} is in use`)]);
  await signIn(server.client, 'both@acme.test');
});

test('a server that is stopped while a request runs responds to it and exits with 0', async () => {
  const server = await start();
  const answer = server.client.send(
    'mutation { login(input: { email: "owner@acme.test", password: "wrong" }) { userErrors { code } } }',
  );
  await server.client.send('{ __typename }');
  server.child.kill('SIGTERM');
  expect((await answer).data).toEqual({ login: { userErrors: [{ code: 'INVALID_CREDENTIALS' }] } });
  expect(await server.ended).toBe(0);
});

test('a server that is stopped while a client is subscribed closes the WebSocket and exits with 0', async () => {
  const server = await start();
  const raw = await RawSocket.connect(await signIn(server.client, 'member@acme.test'));
  raw.subscribe('1', taskEvents);
  server.child.kill('SIGTERM');
  expect(await raw.closed).toEqual([1001, tellsDelay('The server is shutting down.')]);
  expect(await server.ended).toBe(0);
});

test('production reports all missing settings at once and does not start', async () => {
  const program = run('main.ts', [], { NODE_ENV: 'production', PORT: 'ninety', BCRYPT_COST: '' });
  expect(await program.ended).toBe(78);
  for (const name of [
    'DATABASE_URL',
    'DATABASE_APP_URL',
    'JWT_KEYS',
    'SECRETS_KEY',
    'APP_URL',
    'API_URL',
    'SMTP_URL',
    'PORT',
  ])
    expect(program.output()).toMatch(new RegExp(`^  ${name}: `, 'm'));
});

test('with DATABASE_URL nothing is embedded and nothing is seeded', async () => {
  const { systemUrl, servingUrl } = await createDatabase();
  const environment = { DATABASE_URL: systemUrl, DATABASE_APP_URL: servingUrl };
  const migration = run('cli.ts', ['migrate'], environment);
  expect(await migration.ended).toBe(0);
  expect(migration.output()).toContain('up to date');
  const server = await start(environment);
  const codes = await server.client.codes(
    'mutation { login(input: { email: "owner@acme.test", password: "polity-demo-1" }) { userErrors { code } } }',
  );
  expect(codes).toEqual(['INVALID_CREDENTIALS']);
});

test('a server whose login bypasses row-level security does not start', async () => {
  const { systemUrl } = await createDatabase();
  const program = run('main.ts', [], { PORT: '0', DATABASE_URL: systemUrl, DATABASE_APP_URL: systemUrl });
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain('row-level security would not hold it');
});

test('the command line prints its help', async () => {
  const help = run('cli.ts', [], {});
  expect(await help.ended).toBe(2);
  expect(help.output()).toContain('migrate [up|down|status]');
  const key = run('cli.ts', ['generate-key'], {});
  expect(await key.ended).toBe(0);
  expect(JSON.parse(key.output())).toEqual([
    expect.objectContaining({ kty: 'OKP', crv: 'Ed25519', d: expect.any(String) }),
  ]);
});
