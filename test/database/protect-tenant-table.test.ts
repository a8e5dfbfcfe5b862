import { randomUUID } from 'node:crypto';
import { type QueryExecutorProvider, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { protectTenantTable } from '../../src/database/protect-tenant-table.ts';
import { raiseVersions } from '../../src/database/raise-versions.ts';
import { type Account, add, register } from '../support/client.ts';
import { catalogFaults, findFaults } from '../support/catalog.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { anonymous, db, systemPool } = server;
const serving = new pg.Client({ connectionString: server.urls.servingUrl });
await serving.connect();
afterAll(() => serving.end());

const ours = await register(anonymous);
const theirs = await register(anonymous);
const fellow = await register(anonymous);
await add(ours, fellow);

/** Creates a table as a migration does, without protection. */
async function createTable(database: QueryExecutorProvider, name: string): Promise<void> {
  await sql`create table ${sql.table(name)} (
    organization_id uuid not null references organizations on delete cascade,
    id uuid not null default uuidv7(),
    user_id uuid,
    name text not null default '',
    primary key (organization_id, id))`.execute(database);
}

beforeAll(async () => {
  await createTable(db, 'protected_things');
  await protectTenantTable(db, 'protected_things', { grants: ['select', 'insert', 'update (name)'] });
  await createTable(db, 'drafts');
  await protectTenantTable(db, 'drafts', { grants: ['select', 'delete'], ownerColumn: 'user_id' });
  await Promise.all(['protected_things', 'drafts'].map((table) => raiseVersions(db, table)));
  for (const table of ['protected_things', 'drafts'])
    for (const { organizationId, userId } of [ours, theirs])
      await systemPool.query(
        `insert into ${table} (organization_id, user_id, name) values ($1, $2, 'One'), ($1, null, 'Two')`,
        [organizationId, userId],
      );
});

/** Runs a statement as the serving login, for a member of the organization, and rolls it back. */
async function asMember(
  { organizationId }: Account,
  userId: string,
  text: string,
  values: unknown[] = [],
): Promise<pg.QueryResult> {
  await serving.query('begin');
  try {
    await serving.query(
      `select set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true)`,
      [organizationId, userId],
    );
    return await serving.query(text, values);
  } finally {
    await serving.query('rollback');
  }
}

const organizationsIn = async (account: Account, userId: string, table: string) =>
  (await asMember(account, userId, `select organization_id from ${table}`)).rows.map(
    (row) => row.organization_id,
  );

test('the check of the catalogue accepts protected tables and reports an unprotected one', async () => {
  const faults = async () =>
    Promise.all(Object.keys(catalogFaults).map(async (fault) => findFaults(systemPool, fault)));
  expect((await faults()).flat()).toEqual([]);
  await createTable(db, 'unprotected');
  try {
    expect((await faults()).flat()).toContain('unprotected');
  } finally {
    await sql`drop table unprotected`.execute(db);
  }
});

test('members see only the rows of their organization', async () => {
  expect(await organizationsIn(ours, ours.userId, 'protected_things')).toEqual([
    ours.organizationId,
    ours.organizationId,
  ]);
  expect(await organizationsIn(theirs, theirs.userId, 'protected_things')).toEqual([
    theirs.organizationId,
    theirs.organizationId,
  ]);
  expect((await serving.query('select from protected_things')).rowCount).toBe(0);
});

test('nobody can write a row of another organization', async () => {
  const insert = (organizationId: string) =>
    asMember(ours, ours.userId, 'insert into protected_things (organization_id) values ($1)', [
      organizationId,
    ]);
  expect((await insert(ours.organizationId)).rowCount).toBe(1);
  await expect(insert(theirs.organizationId)).rejects.toThrow('row-level security');
  await expect(insert(randomUUID())).rejects.toThrow('row-level security');
  const { rowCount } = await asMember(ours, ours.userId, `update protected_things set name = 'Changed'`);
  expect(rowCount).toBe(2);
});

test('a statement that is not granted is rejected', async () => {
  for (const text of ['delete from protected_things', 'update protected_things set user_id = null'])
    await expect(asMember(ours, ours.userId, text)).rejects.toThrow('permission denied');
  await expect(
    asMember(ours, ours.userId, 'insert into drafts (organization_id) values ($1)', [ours.organizationId]),
  ).rejects.toThrow('permission denied');
});

test('the rows of a person are visible to nobody else, in any organization', async () => {
  expect(await organizationsIn(ours, ours.userId, 'drafts')).toEqual([ours.organizationId]);
  expect(await organizationsIn(ours, fellow.userId, 'drafts')).toEqual([]);
  expect(await organizationsIn(theirs, ours.userId, 'drafts')).toEqual([]);
  expect((await asMember(ours, fellow.userId, 'delete from drafts')).rowCount).toBe(0);
});
