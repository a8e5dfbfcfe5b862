import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/generated/enums.ts';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { Client, join, password, register } from '../support/client.ts';
import { createTenant, type Tenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();

const createTask = `mutation ($input: CreateTaskInput!) { createTask(input: $input) {
  task { id title project { id } } userErrors { code field } } }`;

/** Starts another server on the same database with these keys in SECRETS_KEY. Returns its URL. */
async function serveUnder(keys: Buffer[]): Promise<string> {
  const app = await createServer({ ...server.services, secrets: createSecretBox(keys) });
  afterAll(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

const withKey = (client: Client, key: string = randomUUID()) => client.with({ 'idempotency-key': key });

const titles = async ({ owner }: Tenant) => {
  const { tasks } = await owner.client.ask('{ tasks(first: 100) { nodes { title } } }');
  return (tasks.nodes as { title: string }[]).map(({ title }) => title);
};

/** Returns the unparsed body. */
async function raw(
  client: Client,
  query: string,
  variables: object,
): Promise<{ text: string; response: Response }> {
  const response = await fetch(`${client.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...client.headers },
    body: JSON.stringify({ query, variables }),
  });
  return { text: await response.text(), response };
}

describe('a mutation with an Idempotency-Key', () => {
  test('runs once, and a retry gets the first response byte for byte', async () => {
    const tenant = await createTenant(server.anonymous);
    const client = withKey(tenant.owner.client);
    const variables = { input: { projectId: tenant.projectId, title: 'Once' } };
    const first = await raw(client, createTask, variables);
    const again = await raw(client, createTask, { input: { title: 'Once', projectId: tenant.projectId } });
    expect(first.text).toContain('Once');
    expect(again.text).toBe(first.text);
    expect([first, again].map(({ response }) => response.headers.get('idempotency-replayed'))).toEqual([
      null,
      'true',
    ]);
    expect((await titles(tenant)).filter((title) => title === 'Once')).toHaveLength(1);
  });

  test('runs once when identical requests arrive together', async () => {
    const tenant = await createTenant(server.anonymous);
    const client = withKey(tenant.owner.client);
    const variables = { input: { projectId: tenant.projectId, title: 'Twin' } };
    const answers = await Promise.all(Array.from({ length: 12 }, () => raw(client, createTask, variables)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ response }) => response.headers.has('idempotency-replayed'))).toHaveLength(11);
    expect((await titles(tenant)).filter((title) => title === 'Twin')).toHaveLength(1);
  });

  test('is refused when the key was used for another operation, other variables or another organization', async () => {
    const tenant = await createTenant(server.anonymous);
    const client = withKey(tenant.owner.client);
    const input = { projectId: tenant.projectId, title: 'First' };
    await client.ask(createTask, { input });
    const others: [string, object][] = [
      [createTask, { input: { ...input, title: 'Second' } }],
      [createTask.replace('title', 'version'), { input }],
      ['mutation { updateOrganization(input: { name: "x" }) { userErrors { code } } }', {}],
    ];
    for (const [query, variables] of others) {
      const { status, errors, data } = await client.send(query, variables as Record<string, unknown>);
      expect([status, data]).toEqual([400, undefined]);
      expect(errors?.[0]?.extensions).toEqual({
        code: 'CONFLICT',
        status: 409,
        reason: 'IDEMPOTENCY_MISMATCH',
      });
    }
    expect(await titles(tenant)).not.toContain('Second');
  });

  test('stores a partial response, including errors and user errors', async () => {
    const tenant = await createTenant(server.anonymous);
    const member = await join(tenant.owner, 'MEMBER');
    const client = withKey(member.client);
    const query = `mutation ($input: CreateTaskInput!) {
      good: createTask(input: $input) { task { id } userErrors { code } }
      blank: createTask(input: { projectId: "${tenant.projectId}", title: " " }) { task { id } userErrors { code field } }
      forbidden: deleteProject(input: { id: "${tenant.projectId}" }) { deletedId } }`;
    const variables = { input: { projectId: tenant.projectId, title: 'Partly' } };
    const first = await raw(client, query, variables);
    expect(first.text).toContain('FORBIDDEN');
    expect((await titles(tenant)).filter((title) => title === 'Partly')).toHaveLength(1);
    expect((await raw(client, query, variables)).text).toBe(first.text);
    expect((await titles(tenant)).filter((title) => title === 'Partly')).toHaveLength(1);
  });

  test('runs again after a response that wrote nothing', async () => {
    const tenant = await createTenant(server.anonymous);
    const member = await join(tenant.owner, 'MEMBER');
    const client = withKey(member.client);
    const query =
      'mutation { createProject(input: { name: "Later" }) { project { name } userErrors { code } } }';
    expect(await client.codes(query)).toEqual(['FORBIDDEN']);
    await tenant.owner.client.ask(
      `mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: ADMIN }) { userErrors { code } } }`,
      { id: member.userId },
    );
    expect((await client.ask(query)).createProject.project.name).toBe('Later');
  });

  test('responds to a retry only if the caller still has permission', async () => {
    const tenant = await createTenant(server.anonymous);
    const member = await join(tenant.owner, 'ADMIN');
    const client = withKey(member.client);
    const query =
      'mutation { createProject(input: { name: "Mine" }) { project { id } userErrors { code } } }';
    await client.ask(query);
    const demote = (role: Role) =>
      tenant.owner.client.ask(
        `mutation ($id: ID!, $role: Role!) { updateMemberRole(input: { userId: $id, role: $role }) { userErrors { code } } }`,
        { id: member.userId, role },
      );
    await demote('MEMBER');
    expect(await client.codes(query)).toEqual(['FORBIDDEN']);
    await demote('ADMIN');
    expect((await client.send(query)).headers.get('idempotency-replayed')).toBe('true');
    await tenant.owner.client.ask(
      `mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`,
      { id: member.userId },
    );
    expect(await client.codes(query)).toEqual(['NOT_FOUND']);
  });
});

describe('a key', () => {
  test('belongs to its caller and their organization', async () => {
    const tenant = await createTenant(server.anonymous);
    const other = await createTenant(server.anonymous);
    const fellow = await join(tenant.owner, 'MEMBER');
    const key = randomUUID();
    const write = (client: Client, projectId: string) =>
      withKey(client, key).ask(createTask, { input: { projectId, title: 'Shared key' } });
    const ids = [
      await write(tenant.owner.client, tenant.projectId),
      await write(fellow.client, tenant.projectId),
      await write(other.owner.client, other.projectId),
    ].map(({ createTask: { task } }) => task.id);
    expect(new Set(ids).size).toBe(3);
  });

  test('is recognized while SECRETS_KEY is being replaced, and never without the key', async () => {
    const [old, fresh] = [randomBytes(32), randomBytes(32)];
    const [before, during, without] = await Promise.all([[old], [fresh, old], [fresh]].map(serveUnder));
    const { owner, projectId } = await createTenant(server.anonymous);
    const client = withKey(owner.client);
    const variables = { input: { projectId, title: 'Once' } };
    const send = async (url: string) =>
      (await raw(new Client(url, client.headers), createTask, variables)).text;
    const first = await send(before!);
    expect(first).toContain('Once');
    expect(await send(during!)).toBe(first);
    expect(await send(without!)).toContain('IDEMPOTENCY_MISMATCH');
  });

  test('has 1 to 255 visible ASCII characters', async () => {
    const { client } = await register(server.anonymous);
    const query = 'mutation { updateProfile(input: { bio: "x" }) { userErrors { code } } }';
    for (const key of ['with space', 'x'.repeat(256), 'é']) {
      const { status, errors } = await withKey(client, key).send(query);
      expect([status, errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
    }
    expect((await withKey(client, 'x'.repeat(255)).send(query)).status).toBe(200);
    expect((await withKey(client, 'with space').send('{ me { id } }')).errors).toBeUndefined();
  });

  test('is ignored without a caller', async () => {
    const client = withKey(server.anonymous);
    const query = `mutation ($email: String!) {
      register(input: { email: $email, password: "${password}", fullName: "Nora" }) { user { id } userErrors { code } } }` as const;
    const email = `${randomUUID()}@polity.test`;
    const first = (await client.ask(query, { email })).register.user;
    const again = (await client.ask(query, { email })).register.user;
    expect(again.id).not.toBe(first.id);
  });

  test('lives for 24 hours', async () => {
    const tenant = await createTenant(server.anonymous);
    const key = randomUUID();
    const client = withKey(tenant.owner.client, key);
    const variables = { input: { projectId: tenant.projectId, title: 'Daily' } };
    await client.ask(createTask, variables);
    await server.systemPool.query(
      `update idempotency_records set created_at = now() - interval '24 hours' where key = $1`,
      [key],
    );
    await client.ask(createTask, variables);
    expect((await titles(tenant)).filter((title) => title === 'Daily')).toHaveLength(2);
  });
});

test('a secret that is shown once is neither stored nor returned again', async () => {
  const account = await register(server.anonymous);
  const key = randomUUID();
  const client = withKey(account.client, key);
  const query = `mutation ($id: ID!, $password: String!) {
    first: beginTotpEnrollment(input: { password: $password }) { hidden: secret otpauthUri }
    switchOrganization(input: { organizationId: $id }) { accessToken refreshToken organization { id } userErrors { code } } }`;
  const variables = { id: account.organizationId, password };
  const { first, switchOrganization } = await client.ask(query, variables);
  expect([first.hidden, first.otpauthUri, switchOrganization.accessToken]).not.toContain(null);
  const again = await client.send(query, variables);
  expect(again.data).toEqual({
    first: { hidden: null, otpauthUri: null },
    switchOrganization: {
      accessToken: null,
      refreshToken: null,
      organization: { id: account.organizationId },
      userErrors: [],
    },
  });
  const { rows } = await server.systemPool.query('select answer from idempotency_records where key = $1', [
    key,
  ]);
  expect(rows).toHaveLength(1);
  for (const secret of [first.hidden, switchOrganization.accessToken, switchOrganization.refreshToken])
    expect(rows[0].answer).not.toContain(secret);
});

test('deleting an account deletes its stored responses except that of the deletion', async () => {
  const { client, userId } = await register(server.anonymous);
  await withKey(client).ask(
    'mutation { updateProfile(input: { bio: "Keeps gulls" }) { user { bio } userErrors { code } } }',
  );
  await withKey(client).ask(
    `mutation { deleteAccount(input: { password: "${password}" }) { deletedId userErrors { code } } }`,
  );
  const { rows } = await server.systemPool.query(
    'select answer from idempotency_records where caller_id = $1',
    [userId],
  );
  expect(rows.map(({ answer }) => answer).join()).not.toContain('gulls');
});
