import pg from 'pg';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createProject, createTask } from '../fixtures/work.ts';
import { join, register } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const pool = new pg.Pool({ connectionString: server.urls.systemUrl, max: 30 });
afterAll(() => pool.end());

/** Opens a transaction that is rolled back at the end of the test, unless it ends earlier. */
async function begin(): Promise<pg.PoolClient> {
  const client = await pool.connect();
  await client.query('begin');
  onTestFinished(async () => {
    await client.query('rollback');
    client.release();
  });
  return client;
}

async function versionOf(organizationId: string, on: Pick<pg.PoolClient, 'query'> = pool): Promise<number> {
  const { rows } = await on.query(
    'select sum(version)::float as version from organization_versions where organization_id = $1',
    [organizationId],
  );
  return rows[0].version;
}

async function createTasks(count: number) {
  const owner = await register(server.anonymous);
  const projectId = await createProject(owner.client);
  const ids = await Promise.all(Array.from({ length: count }, () => createTask(owner.client, projectId)));
  return { owner, organizationId: owner.organizationId, ids };
}

const TOUCH = 'update tasks set version = version + 1 where id = any($1)';

test('a transaction raises the version once, and a rolled back savepoint does not', async () => {
  const { organizationId, ids } = await createTasks(2);
  const before = await versionOf(organizationId);
  const transaction = await begin();
  await transaction.query('savepoint s');
  await transaction.query(TOUCH, [ids]);
  expect(await versionOf(organizationId, transaction)).toBeGreaterThan(before);
  await transaction.query('rollback to savepoint s');
  expect(await versionOf(organizationId, transaction)).toBe(before);
  await transaction.query(TOUCH, [ids]);
  const raised = await versionOf(organizationId, transaction);
  expect(raised).toBeGreaterThan(before);
  await transaction.query(TOUCH, [ids]);
  expect(await versionOf(organizationId, transaction)).toBe(raised);
  expect(await versionOf(organizationId)).toBe(before);
  await transaction.query('commit');
  expect(await versionOf(organizationId)).toBe(raised);
});

test('a statement that changes no row raises no version', async () => {
  const { organizationId } = await createTasks(0);
  const before = await versionOf(organizationId);
  await pool.query(TOUCH, [[organizationId]]);
  expect(await versionOf(organizationId)).toBe(before);
});

test('a statement raises the version of each organization whose rows it changes', async () => {
  const both = [await createTasks(1), await createTasks(1)];
  const before = await Promise.all(both.map(({ organizationId }) => versionOf(organizationId)));
  await pool.query(TOUCH, [both.flatMap(({ ids }) => ids)]);
  const after = await Promise.all(both.map(({ organizationId }) => versionOf(organizationId)));
  for (const [index, version] of after.entries()) expect(version).toBeGreaterThan(before[index]!);
});

test('a user raises the version of each organization that they are in', async () => {
  const owner = await register(server.anonymous);
  const member = await join(owner, 'MEMBER');
  const before = await versionOf(owner.organizationId);
  await pool.query('update users set full_name = $1 where id = $2', ['Grace', member.userId]);
  expect(await versionOf(owner.organizationId)).toBeGreaterThan(before);
});

test('concurrent transactions of one organization do not wait for each other', async () => {
  const { organizationId, ids } = await createTasks(20);
  const before = await versionOf(organizationId);
  const transactions = await Promise.all(ids.map(begin));
  // None has ended when the last one writes.
  await Promise.all(transactions.map((each, index) => each.query(TOUCH, [[ids[index]]])));
  await Promise.all(transactions.map((each) => each.query('commit')));
  expect(await versionOf(organizationId)).toBeGreaterThan(before);
  // Later transactions use the same rows.
  const count = 'select count(*)::int as count from organization_versions where organization_id = $1';
  const { rows } = await pool.query(count, [organizationId]);
  expect(rows[0].count).toBeLessThanOrEqual(ids.length);
  await pool.query(TOUCH, [ids]);
  expect((await pool.query(count, [organizationId])).rows).toEqual(rows);
});

test('the lock of a version is no part of a deadlock', async () => {
  const { ids } = await createTasks(2);
  const [first, second] = [await begin(), await begin()];
  await first.query(TOUCH, [[ids[0]]]);
  await second.query('select from tasks where id = $1 for no key update', [ids[1]]);
  const waiting = first.query(TOUCH, [[ids[1]]]);
  // `first` holds the lock of a version and waits for `second`, which raises the same organization's version.
  await second.query(TOUCH, [[ids[1]]]);
  await second.query('commit');
  await waiting;
});

describe('a user who is renamed while they join raises the version of the organization that they join', () => {
  const insert = 'insert into memberships (organization_id, user_id, role) values ($1, $2, $3)';
  const rename = (on: pg.PoolClient, { userId }: { userId: string }) =>
    on.query('update users set full_name = $1 where id = $2', ['Ada King', userId]);
  const untilOneWaits = () =>
    until(async () => {
      const { rowCount } = await pool.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return rowCount === 1;
    });

  test('if the rename comes during the commit', async () => {
    const { organizationId } = await createTasks(0);
    const user = await register(server.anonymous);
    const [joining, renaming] = [await begin(), await begin()];
    await joining.query(insert, [organizationId, user.userId, 'MEMBER']);
    // As the commit does.
    await joining.query('set constraints all immediate');
    const renamed = rename(renaming, user);
    await untilOneWaits();
    await joining.query('commit');
    const joined = await versionOf(organizationId);
    await renamed;
    await renaming.query('commit');
    expect(await versionOf(organizationId)).toBeGreaterThan(joined);
  });

  test('if the commit comes during the rename', async () => {
    const { organizationId } = await createTasks(0);
    const user = await register(server.anonymous);
    const [joining, renaming] = [await begin(), await begin()];
    await joining.query(insert, [organizationId, user.userId, 'MEMBER']);
    await rename(renaming, user);
    const joined = joining.query('commit');
    await untilOneWaits();
    // The membership does not show before the name that the rename gives.
    const before = await versionOf(organizationId);
    await renaming.query('commit');
    await joined;
    expect(await versionOf(organizationId)).toBeGreaterThan(before);
  });
});

test('a user joins an organization and is renamed in one mutation, whose fields write in two transactions', async () => {
  const { client, organizationId } = await register(server.anonymous);
  const { data, errors } = await client.send(
    `mutation { createOrganization(input: { name: "Second" }) { organization { name } userErrors { code } }
      updateProfile(input: { fullName: "Ada King" }) { user { fullName } userErrors { code } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    createOrganization: { organization: { name: 'Second' } },
    updateProfile: { user: { fullName: 'Ada King' } },
  });
  const { organization } = await client
    .in(organizationId)
    .ask('{ organization { members { nodes { user { fullName } } } } }');
  expect(organization!.members.nodes).toEqual([{ user: { fullName: 'Ada King' } }]);
});

test('a user changes the slug of their organization and is renamed in one mutation', async () => {
  const { client, organizationId } = await register(server.anonymous);
  const { data, errors } = await client.in(organizationId).send(
    `mutation ($slug: String) { updateOrganization(input: { slug: $slug }) { organization { slug } userErrors { code } }
      updateProfile(input: { fullName: "Ada King" }) { user { fullName } userErrors { code } } }`,
    { slug: `s-${organizationId}` },
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ updateProfile: { user: { fullName: 'Ada King' }, userErrors: [] } });
});

test('a deleted organization leaves no version', async () => {
  const { organizationId } = await createTasks(3);
  await pool.query('delete from organizations where id = $1', [organizationId]);
  expect(await versionOf(organizationId)).toBeNull();
});
