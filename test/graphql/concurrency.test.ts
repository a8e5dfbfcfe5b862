import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { createProject } from '../fixtures/work.ts';
import { type Account, password, register } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const server = await startTestServer();
const hasty = await startTestServer({ STATEMENT_TIMEOUT_MS: '2000' });
const narrow = await startTestServer({ DATABASE_POOL_SIZE: '1' });
const { anonymous } = server;

const CREATE_PROJECT = `mutation ($name: String!) { createProject(input: { name: $name }) { project { id } userErrors { code } } }`;
const PROJECTS = '{ projects { totalCount nodes { name } } }';
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { user { id } userErrors { code } } }`;

const projectNames = async ({ client }: Account): Promise<string[]> =>
  (await client.ask(PROJECTS)).projects.nodes.map((each) => each.name);

/** Opens a transaction as a superuser in the server's database. */
async function superuser({ urls }: TestServer = server): Promise<pg.Client> {
  const { pathname } = new URL(urls.systemUrl);
  const client = new pg.Client({
    connectionString: Object.assign(new URL(inject('superuserUrl')), { pathname }).href,
  });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  return client;
}

/** Waits until a statement of the login waits for a lock. */
async function waiting(client: pg.Client, login: string): Promise<void> {
  // Within a transaction, pg_stat_activity does not show new connections after the first read.
  const waits = `select from pg_stat_clear_snapshot(), pg_stat_activity
    where datname = current_database() and usename = $1 and wait_event_type = 'Lock'`;
  await until(async () => (await client.query(waits, [login])).rowCount! > 0);
}

/** Ends all connections of a login, and waits until its pool has noticed. */
async function terminate(client: pg.Client, login: string): Promise<void> {
  const pool = login === 'polity' ? server.systemPool : server.servingPool;
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_clear_snapshot(), pg_stat_activity
     where datname = current_database() and usename = $1`,
    [login],
  );
  await until(() => pool.totalCount === 0);
}

test('all fields of a query see the same snapshot', async () => {
  const ada = await register(anonymous);
  const other = await superuser();
  await other.query('lock table tasks in access exclusive mode');
  const answer = ada.client.ask('{ projects { totalCount } tasks { totalCount } }');
  await waiting(other, 'polity_app');
  await other.query(
    `with p as (insert into projects (organization_id, name) values ($1, 'P') returning id)
       insert into tasks (organization_id, project_id, position, title) select $1, p.id, 'a0', 'T' from p`,
    [ada.organizationId],
  );
  await other.query('commit');
  expect(await answer).toEqual({ projects: { totalCount: 0 }, tasks: { totalCount: 0 } });
  expect(await ada.client.ask('{ projects { totalCount } tasks { totalCount } }')).toEqual({
    projects: { totalCount: 1 },
    tasks: { totalCount: 1 },
  });
});

test.each([
  ['organization', 'updateOrganization(input: { slug: $slug }) { userErrors { code } }'],
  ['slug', 'createOrganization(input: { name: "N", slug: $slug }) { userErrors { code } }'],
])(
  'a field that takes a password does not wait for the %s that its own operation has locked: it is refused',
  async (locked, first) => {
    const ada = await register(hasty.anonymous);
    const [slug, email] = [`s-${randomUUID()}`, `${randomUUID()}@polity.test`];
    const second =
      locked === 'slug'
        ? 'register(input: { email: $email, password: $password, fullName: "N", organizationSlug: $slug }) { userErrors { code } }'
        : 'login(input: { email: $email, password: $password }) { userErrors { code } }';
    const { data, errors } = await ada.client.send(
      `mutation ($slug: String!, $email: String!, $password: String!) { first: ${first} second: ${second} }`,
      { slug, email: locked === 'slug' ? email : ada.email, password },
    );
    expect(data).toEqual({ first: { userErrors: [] }, second: null });
    expect(errors).toMatchObject([{ path: ['second'], extensions: { code: 'BAD_USER_INPUT' } }]);
    const { organizations } = await ada.client.ask('{ organizations { nodes { slug } } }');
    expect(organizations.nodes).toContainEqual({ slug });
  },
);

describe('when the database ends the connection', () => {
  test.each<[string, string, string, (ada: Account) => Promise<string[]>]>([
    [
      'a mutation',
      'polity_app',
      'organizations',
      ({ client }) => client.codes(CREATE_PROJECT, { name: 'Lost' }),
    ],
    ['a query', 'polity_app', 'projects', ({ client }) => client.codes(PROJECTS)],
    ['finding who asks', 'polity_app', 'sessions', ({ client }) => client.codes('{ me { id } }')],
    ['signing in', 'polity', 'users', ({ email }) => anonymous.codes(LOGIN, { input: { email, password } })],
  ])(
    'of %s, it is answered SERVICE_UNAVAILABLE, and the next one works',
    async (_what, login, table, ask) => {
      const ada = await register(anonymous);
      const other = await superuser();
      await other.query(`lock table ${table} in access exclusive mode`);
      const codes = ask(ada);
      await waiting(other, login);
      await terminate(other, login);
      expect(await codes).toEqual(['SERVICE_UNAVAILABLE']);
      await other.query('rollback');
      expect(await projectNames(ada)).toEqual([]);
      expect(await ask(ada)).toEqual([]);
    },
  );

  test.each([
    ['a query', '{ tasks { totalCount } }'],
    [
      'a mutation, which is taken back',
      `mutation { createProject(input: { name: "P" }) { project { tasks { totalCount } } userErrors { code } } }`,
    ],
  ])('a statement that times out has the same error in %s', async (_what, operation) => {
    const ada = await register(hasty.anonymous);
    const other = await superuser(hasty);
    await other.query('lock table tasks in access exclusive mode');
    expect(await ada.client.codes(operation)).toEqual(['SERVICE_UNAVAILABLE']);
    await other.query('rollback');
    expect(await projectNames(ada)).toEqual([]);
    expect(await ada.client.codes(operation)).toEqual([]);
  });
});

describe('a pool of one connection', () => {
  test('serves fifty requests of two organizations at once, each with its own data', async () => {
    const accounts = [await register(narrow.anonymous), await register(narrow.anonymous)];
    for (const [i, account] of accounts.entries()) await createProject(account.client, { name: `Of ${i}` });
    const query = '{ me { id } organization { id } projects { nodes { name } } }';
    const write = `mutation { updateOrganization(input: {}) { organization { id } userErrors { code } }
      createProject(input: { name: "" }) { userErrors { code } } }`;
    const asked = Array.from({ length: 50 }, async (_, i) => {
      const { client, userId, organizationId } = accounts[i % 2]!;
      const { data, errors } = await client.send(i % 5 ? query : write);
      expect(errors).toBeUndefined();
      expect(data).toEqual(
        i % 5
          ? {
              me: { id: userId },
              organization: { id: organizationId },
              projects: { nodes: [{ name: `Of ${i % 2}` }] },
            }
          : {
              updateOrganization: { organization: { id: organizationId }, userErrors: [] },
              createProject: { userErrors: [{ code: 'REQUIRED' }] },
            },
      );
    });
    await Promise.all(asked);
  });

  test('serves ten callers who sign in and write at the same time', async () => {
    const { client, email, userId } = await register(narrow.anonymous);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        client.ask(
          `mutation ($input: LoginInput!) {
            login(input: $input) { user { id } userErrors { code } }
            updateOrganization(input: { name: "N" }) { userErrors { code } } }`,
          { input: { email, password } },
        ),
      ),
    );
    expect(answers.map(({ login }) => login.user.id)).toEqual(answers.map(() => userId));
  });
});
