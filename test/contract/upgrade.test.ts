import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrateDown, migrationNames, withMigrator } from '../../src/database/migrate.ts';
import { previousRelease, readRelease } from '../../tools/release.ts';
import { type Load, type Recorded, startLoad } from '../support/load.ts';
import { migrateAs, presentRelease, serveAs, unpackPreviousRelease } from '../support/release.ts';
import { createDatabase } from '../support/server.ts';

const PEOPLE = 3;
/** Two servers and a command start within the tests. */
const timeout = 300_000;

const readRequests = async (folder: string): Promise<Recorded> =>
  JSON.parse(await readFile(join(folder, 'requests.json'), 'utf8'));

/** What a next release may do at any time: a column more in each table, functions made anew, and another of a name. */
async function expand(systemUrl: string): Promise<() => Promise<void>> {
  const tables = `select c.oid::regclass::text as name from pg_class c
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname !~ '^kysely_'`;
  const functions = `select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'app'::regnamespace`;
  const pool = new pg.Pool({ connectionString: systemUrl, max: 1 });
  onTestFinished(() => pool.end());
  const names: string[] = (await pool.query(tables)).rows.map(({ name }) => name);
  for (const name of names) await pool.query(`alter table ${name} add column added_later text`);
  // Loads the extension whose setting a function has.
  await pool.query(`select word_similarity('quay', 'quay')`);
  for (const { text } of (await pool.query(functions)).rows) await pool.query(text);
  await pool.query(`create function app.begin_request(session uuid, organization uuid, statement_timeout integer,
    api_key_hash bytea, device text) returns table (user_id uuid, device text) language sql as 'select null::uuid, device'`);
  return async () => {
    await pool.query('drop function app.begin_request(uuid, uuid, integer, bytea, text)');
    for (const name of names) await pool.query(`alter table ${name} drop column added_later`);
  };
}

async function expectNoFailure(load: Load): Promise<void> {
  const { failures, requests } = await load.stop();
  expect(failures).toEqual([]);
  expect(requests).toBeGreaterThan(PEOPLE * 100);
}

test(
  'the previous release answers while its database is migrated, and when that is taken back',
  { timeout },
  async () => {
    const release = await unpackPreviousRelease();
    const urls = await createDatabase('template0');
    await migrateAs(release, urls);
    const load = startLoad(await serveAs(release, urls), await readRequests(previousRelease), PEOPLE);
    expect(await load.rounds(1)).toEqual([]);

    await migrate(urls.systemUrl, urls.servingUrl, pino({ level: 'silent' }));
    const contract = await expand(urls.systemUrl);
    expect(await load.rounds(1)).toEqual([]);

    await contract();
    const { migrations } = await readRelease();
    await withMigrator(urls.systemUrl, async (migrator) => {
      for (let { length } = await migrationNames(); length > migrations.length; length--)
        await migrateDown(migrator, pino({ level: 'silent' }));
      const applied = (await migrator.getMigrations()).filter(({ executedAt }) => executedAt);
      expect(applied.map(({ name }) => name)).toEqual(migrations);
    });
    expect(await load.rounds(1)).toEqual([]);
    await expectNoFailure(load);
  },
);

test(
  'this release answers while the next one expands its database, and when that is taken back',
  { timeout },
  async () => {
    const urls = await createDatabase();
    const requests = await readRequests(join(previousRelease, '..'));
    const load = startLoad(await serveAs(presentRelease, urls), requests, PEOPLE);
    expect(await load.rounds(1)).toEqual([]);
    const contract = await expand(urls.systemUrl);
    expect(await load.rounds(1)).toEqual([]);
    await contract();
    expect(await load.rounds(1)).toEqual([]);
    await expectNoFailure(load);
  },
);
