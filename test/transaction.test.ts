import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { type Account, password, register } from './support/client.ts';
import { startTestServer, type TestServer } from './support/server.ts';

const server = await startTestServer();
const hasty = await startTestServer({ STATEMENT_TIMEOUT_MS: '500' });
const narrow = await startTestServer({ DATABASE_POOL_SIZE: '1' });
const { anonymous, db } = server;

const CREATE_PROJECT = `mutation ($name: String!) { createProject(input: { name: $name }) { project { id } userErrors { code } } }`;
const PROJECTS = '{ projects { totalCount nodes { name } } }';
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { user { id } userErrors { code } } }`;

const createProject = async ({ client }: Account, name = 'P'): Promise<string> =>
  (await client.ask(CREATE_PROJECT, { name })).createProject.project.id;
const projectNames = async ({ client }: Account): Promise<string[]> =>
  (await client.ask(PROJECTS)).projects.nodes.map((each: { name: string }) => each.name);

/** Changes the database for one test. */
async function alter(there: string, andBack: string): Promise<void> {
  onTestFinished(async () => void (await sql.raw(andBack).execute(db)));
  await sql.raw(there).execute(db);
}

/** A superuser's connection to the server's database, within a transaction. */
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
  const waits = `select from pg_stat_activity
    where datname = current_database() and usename = $1 and wait_event_type = 'Lock'`;
  while ((await client.query(waits, [login])).rowCount === 0) await sleep(10);
}

/** Ends all connections of a login, and waits until its pool has noticed. */
async function terminate(client: pg.Client, login: string): Promise<void> {
  const pool = login === 'polity' ? server.systemPool : server.servingPool;
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1',
    [login],
  );
  while (pool.totalCount > 0) await sleep(10);
}

describe('a mutation', () => {
  test('that is refused leaves nothing, while its siblings stand', async () => {
    const ada = await register(anonymous);
    const projectId = await createProject(ada, 'First');
    const { data, errors } = await ada.client.send(
      `mutation ($id: ID!, $none: ID!) {
        createProject(input: { name: "Second" }) { project { name } userErrors { code } }
        bad: createTask(input: { projectId: $none, title: "Bad" }) { task { id } userErrors { code field } }
        good: createTask(input: { projectId: $id, title: "Good" }) { task { title } userErrors { code } }
      }`,
      { id: projectId, none: randomUUID() },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      createProject: { project: { name: 'Second' }, userErrors: [] },
      bad: { task: null, userErrors: [{ code: 'NOT_FOUND', field: ['projectId'] }] },
      good: { task: { title: 'Good' }, userErrors: [] },
    });
    expect(await projectNames(ada)).toEqual(['Second', 'First']);
    const { tasks } = await ada.client.ask('{ tasks { nodes { title } } }');
    expect(tasks.nodes).toEqual([{ title: 'Good' }]);
  });

  test('takes back what it wrote before it was refused', async () => {
    const ada = await register(anonymous);
    const projectId = await createProject(ada);
    await ada.client.ask(
      `mutation ($id: ID!, $me: ID!) {
        createTask(input: { projectId: $id, title: "Mine", assigneeId: $me }) { userErrors { code } } }`,
      { id: projectId, me: ada.userId },
    );
    const { data } = await ada.client.send(
      `mutation ($me: ID!) {
        removeMember(input: { userId: $me }) { userErrors { code } }
        createProject(input: { name: "Second" }) { project { name } userErrors { code } } }`,
      { me: ada.userId },
    );
    expect(data).toEqual({
      removeMember: { userErrors: [{ code: 'LAST_OWNER' }] },
      createProject: { project: { name: 'Second' }, userErrors: [] },
    });
    const { tasks } = await ada.client.ask('{ tasks { nodes { version assignee { id } } } }');
    expect(tasks.nodes).toEqual([{ version: 1, assignee: { id: ada.userId } }]);
  });

  test('that fails for a reason of ours is masked, while its siblings stand', async () => {
    const ada = await register(anonymous);
    const id = await createProject(ada, 'Kept');
    await alter('revoke insert on tasks from polity_serving', 'grant insert on tasks to polity_serving');
    const { data, errors, body } = await ada.client.with({ 'x-request-id': 'quote-this' }).send(
      `mutation ($id: ID!) {
        createTask(input: { projectId: $id, title: "T" }) { userErrors { code } }
        createProject(input: { name: "Sibling" }) { project { name } userErrors { code } } }`,
      { id },
    );
    expect(data).toMatchObject({ createTask: null, createProject: { project: { name: 'Sibling' } } });
    expect(errors).toMatchObject([
      { path: ['createTask'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'quote-this' } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/permission|polity_serving|stack/);
    expect(await projectNames(ada)).toEqual(['Sibling', 'Kept']);
  });

  test('whose commit fails answers only that, and nothing is written', async () => {
    await alter(
      `create function refuse() returns trigger language plpgsql as $$ begin raise 'a secret reason'; end $$;
       create constraint trigger refuse after insert on projects deferrable initially deferred
         for each row when (new.name = 'Doomed') execute function refuse()`,
      'drop trigger refuse on projects; drop function refuse()',
    );
    const ada = await register(anonymous);
    const { status, body } = await ada.client.send(
      `mutation { a: createProject(input: { name: "Fine" }) { project { id } userErrors { code } }
        b: createProject(input: { name: "Doomed" }) { project { id } userErrors { code } } }`,
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      data: null,
      errors: [
        {
          message: expect.not.stringContaining('secret'),
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
        },
      ],
    });
    expect(await projectNames(ada)).toEqual([]);
    await createProject(ada, 'Again');
  });

  test('whose answer cannot be read is taken back with the whole operation', async () => {
    const ada = await register(anonymous);
    await alter('revoke select on tasks from polity_serving', 'grant select on tasks to polity_serving');
    const { body } = await ada.client.send(
      `mutation { a: createProject(input: { name: "A" }) { project { id } userErrors { code } }
        b: createProject(input: { name: "B" }) { project { tasks { nodes { id } } } userErrors { code } }
        c: createProject(input: { name: "C" }) { project { id } userErrors { code } } }`,
    );
    expect(body).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(await projectNames(ada)).toEqual([]);
  });

  test.each([
    ['organization', 'updateOrganization(input: { slug: $slug }) { userErrors { code } }'],
    ['slug', 'createOrganization(input: { name: "N", slug: $slug }) { userErrors { code } }'],
  ])('does not wait forever for the %s that its own operation has locked', async (locked, first) => {
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
    expect(errors).toMatchObject([{ path: ['second'], extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
    const { organizations } = await ada.client.ask('{ organizations { nodes { slug } } }');
    expect(organizations.nodes).toContainEqual({ slug });
  });
});

describe('a query', () => {
  test('sees one state of the database in all its fields', async () => {
    const ada = await register(anonymous);
    const other = await superuser();
    await other.query('lock table tasks in access exclusive mode');
    const answer = ada.client.ask('{ projects { totalCount } tasks { totalCount } }');
    await waiting(other, 'polity_app');
    await other.query(
      `with p as (insert into projects (organization_id, name) values ($1, 'P') returning id)
       insert into tasks (organization_id, project_id, title) select $1, p.id, 'T' from p`,
      [ada.organizationId],
    );
    await other.query('commit');
    expect(await answer).toEqual({ projects: { totalCount: 0 }, tasks: { totalCount: 0 } });
    expect(await ada.client.ask('{ projects { totalCount } tasks { totalCount } }')).toEqual({
      projects: { totalCount: 1 },
      tasks: { totalCount: 1 },
    });
  });

  test('cannot write, unlike a mutation', async () => {
    const ada = await register(anonymous);
    await createProject(ada);
    await alter(
      `create policy only_readers on projects as restrictive for select to polity_serving using (
         current_setting('transaction_read_only') = 'on'
         and current_setting('transaction_isolation') = 'repeatable read')`,
      'drop policy only_readers on projects',
    );
    expect(await projectNames(ada)).toEqual(['P']);
    const { updateOrganization } = await ada.client.ask(
      `mutation { updateOrganization(input: { name: "N" }) {
        organization { name projects { totalCount } } userErrors { code } } }`,
    );
    expect(updateOrganization.organization).toEqual({ name: 'N', projects: { totalCount: 0 } });
  });
});

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

  test('a statement that takes too long is answered likewise', async () => {
    const ada = await register(hasty.anonymous);
    const other = await superuser(hasty);
    await other.query('lock table projects in access exclusive mode');
    expect(await ada.client.codes(PROJECTS)).toEqual(['SERVICE_UNAVAILABLE']);
    await other.query('rollback');
    expect(await projectNames(ada)).toEqual([]);
  });
});

describe('a pool of one connection', () => {
  test('serves fifty requests of two organizations at once, each with its own', async () => {
    const accounts = [await register(narrow.anonymous), await register(narrow.anonymous)];
    for (const [i, account] of accounts.entries()) await createProject(account, `Of ${i}`);
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

  test('serves ten at once who sign in while their operation has it', async () => {
    const { client, email, userId } = await register(narrow.anonymous);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        client.ask(
          `mutation ($input: LoginInput!) {
            updateOrganization(input: { name: "N" }) { userErrors { code } }
            login(input: $input) { user { id } userErrors { code } } }`,
          { input: { email, password } },
        ),
      ),
    );
    expect(answers.map(({ login }) => login.user.id)).toEqual(answers.map(() => userId));
  });
});
