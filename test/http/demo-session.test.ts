import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { demoPassword, seedDemo } from '../../src/development/seed/demo.ts';
import { Client } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { generateSigningKey } from '../../src/crypto/signing-key.ts';

const email = 'owner@acme.test';

async function startDemo(environment: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer(environment);
  const { passwords, secrets, logger } = server.services;
  const passwordHash = await passwords.hash(demoPassword);
  await seedDemo(server.db, { passwordHash, secrets, logger, administrator: true });
  return server;
}

const server = await startDemo();

const load = async (path: string, { url } = server) => {
  const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
};

/** Returns the headers that a page sends with its operations; undefined for none. */
async function headersOf(path: string, from = server): Promise<Record<string, string> | undefined> {
  const { status, text } = await load(path, from);
  expect(status).toBe(200);
  const unescaped = text.replaceAll(String.raw`\"`, '"');
  const [, authorization] = /"Authorization": ?"([^"]+)"/.exec(unescaped) ?? [];
  const [, organization] = /"X-Organization-Id": ?"([^"]+)"/.exec(unescaped) ?? [];
  return authorization
    ? { authorization, ...(organization && { 'x-organization-id': organization }) }
    : undefined;
}

const pages = ['/graphql', '/explorer'];
const sessions = ({ db } = server) => db.selectFrom('sessions').selectAll().execute();
const who = '{ me { email } organization { slug viewerRole } }';
const owner = { me: { email }, organization: { slug: 'acme', viewerRole: 'OWNER' } };

describe('the explorers with the demonstration data', () => {
  test('are signed in as the owner of acme, with a new token of the same session for each load', async () => {
    const atOnce = await Promise.all(Array.from({ length: 8 }, (_, index) => headersOf(pages[index % 2]!)));
    const all = [...atOnce, await headersOf('/'), await headersOf('/explorer')];
    expect(new Set(all.map((headers) => headers!['authorization'])).size).toBe(10);
    for (const headers of all) expect(await new Client(server.url, headers).ask(who)).toEqual(owner);
    expect((await sessions()).length).toBe(1);
    const started = await server.db.selectFrom('account_events').select('action').execute();
    expect(started).toEqual([{ action: 'session.started' }]);
    const client = new Client(server.url, all[0]);
    expect(await client.ask('{ sessions(first: 5) { nodes { current device } } }')).toEqual({
      sessions: { nodes: [{ current: true, device: 'Polity explorer' }] },
    });
  });

  test('start a new session once theirs has ended or expired', async () => {
    const before = new Client(server.url, await headersOf('/explorer'));
    await before.ask('mutation { logout { userErrors { code } } }');
    const after = new Client(server.url, await headersOf('/graphql'));
    expect(await after.ask(who)).toEqual(owner);
    expect(await before.codes(who)).toContain('UNAUTHENTICATED');
    await server.db
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .execute();
    expect(await new Client(server.url, await headersOf('/explorer')).ask(who)).toEqual(owner);
    expect(await after.codes(who)).toContain('UNAUTHENTICATED');
  });

  test('extend only their own session, not others of the owner', async () => {
    const { login } = await server.anonymous.ask(
      `mutation ($email: String!, $password: String!) {
        login(input: { email: $email, password: $password }) { accessToken userErrors { code } } }`,
      { email, password: demoPassword },
    );
    const others = async () => (await sessions()).filter((each) => each.user_agent !== 'Polity explorer');
    const before = await others();
    const soon = new Date(Date.now() + 60_000).toISOString();
    await server.db
      .updateTable('sessions')
      .set({ expires_at: soon })
      .where('user_agent', '=', 'Polity explorer')
      .where('expires_at', '>', new Date().toISOString())
      .execute();
    await headersOf('/explorer');
    const open = (await sessions()).filter(
      (each) => !each.revoked_at && new Date(each.expires_at) > new Date(),
    );
    expect(open.every(({ expires_at }) => new Date(expires_at) > new Date(soon))).toBe(true);
    expect(await others()).toEqual(before);
    expect(login.accessToken).toBeTruthy();
  });
});

const theirs = await server.services.passwords.hash('one of their own');

test.each([
  ['has another password', { password_hash: theirs }],
  ['has a second factor', { totp_secret: 'sealed', totp_enabled_at: new Date().toISOString() }],
  ['is suspended', { status: 'SUSPENDED' }],
  ['has another address', { email: `${randomUUID()}@polity.test` }],
])(
  'the explorers do not sign in as an account that %s, and count no failed sign-in',
  async (_name, changed) => {
    const other = await startDemo();
    await other.db.updateTable('users').set(changed).where('email', '=', email).execute();
    for (let view = 0; view < 12; view++) expect(await headersOf(pages[view % 2]!, other)).toBeUndefined();
    expect(await sessions(other)).toEqual([]);
    for (const table of ['sign_in_failures', 'account_events'] as const)
      expect(await other.db.selectFrom(table).selectAll().execute()).toEqual([]);
  },
);

test('without the organization acme the explorers select no organization', async () => {
  const renamed = await startDemo();
  await renamed.db.updateTable('organizations').set({ slug: 'apex' }).where('slug', '=', 'acme').execute();
  const headers = await headersOf('/explorer', renamed);
  expect(Object.keys(headers!)).toEqual(['authorization']);
  expect(await new Client(renamed.url, headers).ask('{ me { email } }')).toEqual({ me: { email } });
});

test('a request with another host, as after DNS rebinding, gets no token', async () => {
  const { port } = new URL(server.url);
  const tokenFor = async (host: string, path: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    request({ host: '127.0.0.1', port, path, headers: { host, accept: 'text/html' } }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
    return (await promise).includes('Bearer ');
  };
  for (const path of pages) {
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'localhost'])
      expect([host, await tokenFor(host, path)]).toEqual([host, true]);
    for (const host of [`attacker.example:${port}`, `localhost.attacker.example:${port}`, '192.0.2.1'])
      expect([host, await tokenFor(host, path)]).toEqual([host, false]);
  }
});

describe('in production', async () => {
  const production = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://unused',
    DATABASE_APP_URL: 'postgres://unused',
    JWT_KEYS: JSON.stringify([await generateSigningKey()]),
    SECRETS_KEY: generateSecretsKey(),
    BCRYPT_COST: '12',
    APP_URL: 'https://app.polity.test',
    API_URL: 'https://api.polity.test',
    MAIL: 'log',
  };

  test('there are no explorers', async () => {
    const plain = await startDemo(production);
    for (const path of ['/', '/explorer', '/explorer/static/ruru.js'])
      expect([path, (await load(path, plain)).status]).toEqual([path, 404]);
    const { status, text } = await load('/graphql', plain);
    expect([status, JSON.parse(text).errors.length]).toEqual([406, 1]);
    expect(await sessions(plain)).toEqual([]);
  });

  test('enabled explorers are not signed in', async () => {
    const asked = await startDemo({ ...production, EXPLORER: 'on' });
    for (const path of pages) expect(await headersOf(path, asked)).toBeUndefined();
    expect(await sessions(asked)).toEqual([]);
  });
});
