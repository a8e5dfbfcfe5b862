import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import pg from 'pg';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import {
  migrate,
  migrateDown,
  migrateToLatest,
  migrationNames,
  withMigrator,
} from '../../src/database/migrate.ts';
import { previousRelease, readRelease } from '../../tools/release.ts';
import { type Load, type Recorded, startLoad } from '../support/load.ts';
import { migrateAs, presentRelease, serveAs, unpackPreviousRelease } from '../support/release.ts';
import { createDatabase } from '../support/server.ts';

const PEOPLE = 3;
/** Between attempts to take a migration back: there are many, and the people work meanwhile. */
const PAUSE_MS = 100;
const silent = pino({ level: 'silent' });
/** The tests start two servers and a command, and several users send all requests many times. */
const timeout = 600_000;

const readRequests = async (folder: string): Promise<Recorded> =>
  JSON.parse(await readFile(join(folder, 'requests.json'), 'utf8'));

/** The steps of a possible next release: another column in each table, all functions created again, and an overload. */
async function nextMigrations(systemUrl: string): Promise<Record<string, Migration>> {
  const tables = `select c.oid::regclass::text as name from pg_class c
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname !~ '^kysely_'`;
  const functions = `select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'app'::regnamespace`;
  const client = new pg.Client({ connectionString: systemUrl });
  await client.connect();
  const names: string[] = (await client.query(tables)).rows.map(({ name }) => name);
  const texts: string[] = (await client.query(functions)).rows.map(({ text }) => text);
  await client.end();
  const overload =
    'app.begin_request(session uuid, organization uuid, statement_timeout integer, api_key_hash bytea,';
  const migrations = [
    ...names.map((name) =>
      migration(
        [`alter table ${name} add column added_later text`],
        `alter table ${name} drop column added_later`,
      ),
    ),
    migration(
      [
        // Loads the extension whose setting a function uses.
        `select word_similarity('quay', 'quay')`,
        ...texts,
        `create function ${overload} device text) returns table (user_id uuid, device text)
          language sql as 'select null::uuid, device'`,
      ],
      'drop function app.begin_request(uuid, uuid, integer, bytea, text)',
    ),
  ];
  return Object.fromEntries(
    migrations.map((each, index) => [`next_${String(index).padStart(4, '0')}`, each]),
  );
}

const migration = (up: string[], down: string): Migration => ({
  up: async (db) => {
    for (const text of up) await sql.raw(text).execute(db);
  },
  down: async (db) => void (await sql.raw(down).execute(db)),
});

/** Migrates to a possible next release, as `npm run migrate` does. Returns a function that takes it back. */
async function expand(systemUrl: string): Promise<() => Promise<void>> {
  const later = await nextMigrations(systemUrl);
  const names = Object.keys(later);
  const applied = await withMigrator(systemUrl, (migrator) => migrateToLatest(migrator, silent), later);
  expect(applied.map(({ migrationName }) => migrationName)).toEqual(names);
  return () =>
    withMigrator(
      systemUrl,
      async (migrator) => {
        for (const name of names.toReversed())
          expect((await migrateDown(migrator, silent, PAUSE_MS)).map((each) => each.migrationName)).toEqual([
            name,
          ]);
      },
      later,
    );
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

    await migrate(urls.systemUrl, urls.servingUrl, silent);
    const contract = await expand(urls.systemUrl);
    expect(await load.rounds(1)).toEqual([]);

    await contract();
    const { migrations } = await readRelease();
    await withMigrator(urls.systemUrl, async (migrator) => {
      for (let { length } = await migrationNames(); length > migrations.length; length--)
        await migrateDown(migrator, silent, PAUSE_MS);
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
