import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { migrate, migrationNames, withMigrator } from '../../src/database/migrate.ts';
import { createDatabase } from '../support/server.ts';

const logger = pino({ level: 'silent' });
const urls = await createDatabase();

const titles = [
  'Zürich—MÜLLER „Straße“ 10\u00a0kg',
  'Zu\u0308rich GROẞ ﬁnal İSTANBUL istanbul ISPARTA ısparta',
  'ΟΔΥΣΣΕΥΣ και θάλασσα',
  'Ремонт МАЯКА, ёлка, кораблестроение',
  '東京都の灯台を修理する',
  'ประภาคารอยู่ริมทะเล',
  'ＡＢＣ invoice-20240117.pdf v1.5e3',
  'light\u00adhouse 🚢⚓',
  "O’Malley's café",
];
const searches = [
  'müller',
  'MULLER',
  'strasse',
  'kg',
  'istanbul',
  'ISPARTA',
  'οδυσσευς',
  'маяка',
  '京都',
  'ทะเล',
  'abc',
  '20240117',
  'lighthouse',
  '🚢',
  'malley',
  'zurihc',
  'кораблестрение',
];

/** Creates a database from this template, with these options. */
async function createDatabaseFrom(template: string, options: string) {
  const name = `locale_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: inject('superuserUrl') });
  await admin.connect();
  onTestFinished(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });
  await admin.query(`create database ${name} owner polity template ${template} ${options}`);
  const named = (url: string) => Object.assign(new URL(url), { pathname: name }).href;
  return { name, systemUrl: named(inject('systemUrl')), servingUrl: named(inject('servingUrl')) };
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

async function addTasks(client: pg.Client): Promise<void> {
  await client.query(
    `with o as (insert into organizations (name, slug) values ('İzmir', 'harbour') returning id),
      p as (insert into projects (organization_id, name) select id, 'ΟΔΥΣΣΕΥΣ' from o returning organization_id, id),
      l as (insert into labels (organization_id, name, color) select id, 'GROẞ', '#d73a4a' from o)
    insert into tasks (organization_id, project_id, title, description, position)
      select p.organization_id, p.id, title, title, 'a' || place from p, unnest($1::text[]) with ordinality as t (title, place)`,
    [titles],
  );
}

/** Returns everything that is computed from texts, and the results of searches. */
async function readTexts(client: pg.Client) {
  const rows = async (text: string, values: unknown[] = []) =>
    (await client.query({ text, values, rowMode: 'array' })).rows;
  return {
    tasks: await rows(
      'select title, title_key, search::text, app.likeness(title), app.fold_text(description) from tasks order by position',
    ),
    order: await rows('select title from tasks order by title_key'),
    names: await rows(
      `select name_key from organizations union all select name_key from projects
       union all (select name_key from labels order by name_key)`,
    ),
    found: await rows(
      `select words, array(select title from app.search_tasks(words, 100) join tasks on id = task_id order by position)
       from unnest($1::text[]) as words, set_config('app.organization_id', (select id::text from organizations), false)`,
      [searches],
    ),
  };
}

/** Adds the texts, and returns what came of them. */
async function textsOf(client: pg.Client) {
  await addTasks(client);
  return readTexts(client);
}

/** What came of texts that were there before the migration to the present way to compare them. */
async function migratedTextsOf(systemUrl: string) {
  const names = await migrationNames();
  const later = names.slice(names.indexOf('0032_unicode_text')).length;
  const steps = (direction: 'migrateUp' | 'migrateDown') =>
    withMigrator(systemUrl, async (migrator) => {
      for (let done = 0; done < later; done++) {
        const { error } = await migrator[direction]();
        if (error) throw error;
      }
    });
  await steps('migrateDown');
  const client = await connect(systemUrl);
  await addTasks(client);
  await steps('migrateUp');
  return readTexts(client);
}

test.each([
  ['the plain C locale', `locale_provider libc locale 'C'`],
  ['a Turkish locale of ICU', `locale_provider icu icu_locale 'tr-TR' locale 'C'`],
])('texts are compared and found in the same way with %s', async (_, options) => {
  // The template has the builtin locale C.UTF-8.
  const expected = await textsOf(await connect((await createDatabase()).systemUrl));
  expect(expected.found.map(([words, hits]) => [words, hits.length > 0])).toEqual(
    searches.map((words) => [words, true]),
  );
  const { name, systemUrl, servingUrl } = await createDatabaseFrom('template0', options);
  await migrate(systemUrl, servingUrl, logger);
  const copy = await createDatabaseFrom(name, 'strategy file_copy');
  expect(await textsOf(await connect(systemUrl))).toEqual(expected);
  expect(await migratedTextsOf(copy.systemUrl)).toEqual(expected);
});

test('a database with another encoding is rejected', async () => {
  const { systemUrl, servingUrl } = await createDatabaseFrom('template0', `encoding 'LATIN1' locale 'C'`);
  await expect(migrate(systemUrl, servingUrl, logger)).rejects.toThrow(/UTF8/);
});

test('nothing that is stored or indexed depends on the locale of the database', async () => {
  const client = await connect(urls.systemUrl);
  const { rows } = await client.query(`
    select format('%s.%s: %s', adrelid::regclass, attname, pg_get_expr(adbin, adrelid)) as found
    from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum where attgenerated <> ''
    union all
    select pg_get_indexdef(indexrelid) from pg_index where indexprs is not null`);
  const ours = rows.map(({ found }) => found).filter((each) => !each.includes('graphile_worker'));
  expect(ours.length).toBeGreaterThan(5);
  expect(ours.filter((each) => /\b(lower|upper|initcap|casefold|to_tsvector)\(/.test(each))).toEqual([]);
});

test.each([
  ['tasks', 'title_key'],
  ['projects', 'name_key'],
])('startsWith on %s.%s uses its index under row-level security', async (table, key) => {
  const system = await connect(urls.systemUrl);
  const { rows: made } = await system.query(`
    with o as (insert into organizations (name, slug) values ('Harbour', '${table}') returning id),
      p as (insert into projects (organization_id, name) select id, 'Pier ' || number from o, generate_series(1, 2000) as number
        returning organization_id, id, name),
      t as (insert into tasks (organization_id, project_id, title, position) select organization_id, id, name, 'a0' from p)
    select id from o`);
  await system.query('analyze projects, tasks');
  const serving = await connect(urls.servingUrl);
  await serving.query(`set plan_cache_mode = force_generic_plan;
    select set_config('app.organization_id', '${made[0].id}', false);
    prepare beginning as select id from ${table} where organization_id = $1
      and ${key} >= app.fold_text($2) and ${key} <= app.fold_text($2) || chr(1114111)`);
  const { rows } = await serving.query(
    `explain (analyze, costs off) execute beginning ('${made[0].id}', 'PIER 1999')`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(new RegExp(`Index Cond: .*organization_id = .*${key} >= .*${key} <= `));
});
