import { Kysely, PostgresDialect } from 'kysely';
import type { MigrationResultSet } from 'kysely/migration';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { migrationNames, withMigrator } from '../../src/database/migrate.ts';
import { MigrationDialect } from '../../src/database/migration-dialect.ts';
import { partitionedTables, readPartitions } from '../../src/database/partitions/make-partitions.ts';
import { createDatabase } from '../support/server.ts';

const { systemUrl } = await createDatabase();
const pool = new pg.Pool({ connectionString: systemUrl, max: 1 });
const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
afterAll(() => pool.end());

const ours = `any(array(select oid from pg_namespace where nspname in ('public', 'app')))`;
const grants = (acl: string, kind: string, owner: string) =>
  `coalesce((select string_agg(a.grantee::regrole || '=' || a.privilege_type || case when a.is_grantable then '*' else '' end,
     ',' order by a.grantee::regrole::text, a.privilege_type)
   from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) a), '')`;

/** Queries that describe a database, each as lines of text. The tables of the migrator always exist. */
const queries = {
  schemas: `select nspname || ' ' || ${grants('nspacl', 'n', 'nspowner')} from pg_namespace where oid = ${ours}`,
  tables: `select format('%s %s rls=%s forced=%s %s %s', relname, relkind, relrowsecurity, relforcerowsecurity,
      coalesce(array_to_string(reloptions, ','), ''), ${grants('relacl', 'r', 'relowner')})
    from pg_class where relnamespace = ${ours} and relkind in ('r', 'p', 'v', 'm', 'S')`,
  columns: `select format('%s.%s %s %s %s %s %s %s %s %s', relname, row_number() over (partition by c.oid order by attnum),
      attname, format_type(atttypid, atttypmod), attnotnull, attgenerated, attidentity,
      (select collname from pg_collation where oid = attcollation), pg_get_expr(adbin, adrelid),
      case when attacl is not null then ${grants('attacl', 'c', 'relowner')} end)
    from pg_attribute join pg_class c on c.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = ${ours} and relkind in ('r', 'p', 'v', 'm') and attnum > 0 and not attisdropped`,
  constraints: `select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = ${ours}`,
  indexes: `select pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indrelid where relnamespace = ${ours}`,
  policies: `select format('%s %s %s %s %s %s %s', tablename, policyname, permissive, roles, cmd, qual, with_check)
    from pg_policies where schemaname in ('public', 'app')`,
  triggers: `select format('%s %s', tgenabled, pg_get_triggerdef(t.oid)) from pg_trigger t
    join pg_class c on c.oid = tgrelid where relnamespace = ${ours} and not tgisinternal`,
  functions: `select pg_get_functiondef(oid) || ${grants('proacl', 'f', 'proowner')} from pg_proc
    where pronamespace = ${ours} and prokind in ('f', 'p')`,
  types: `select format('%s %s', typname, typtype) from pg_type where typnamespace = ${ours} and typtype in ('e', 'd', 'r')`,
  extensions: 'select extname from pg_extension',
  defaults: `select format('%s %s %s', defaclnamespace::regnamespace, defaclobjtype, defaclacl) from pg_default_acl`,
  comments: `select format('%s: %s', pg_describe_object(classoid, objoid, objsubid), description) from pg_description
    where classoid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass)
      and pg_describe_object(classoid, objoid, objsubid) !~ '(graphile_worker|pg_catalog|information_schema)'
      and objoid >= 16384`,
};

type Catalog = Record<string, string[]>;

async function readCatalog(): Promise<Catalog> {
  const catalog: Catalog = {};
  for (const [name, text] of Object.entries(queries)) {
    const { rows } = await pool.query({ text, rowMode: 'array' });
    const lines = rows.map(([line]) => String(line)).filter((line) => !/kysely_migration/.test(line));
    catalog[name] = lines.toSorted();
  }
  return catalog;
}

/** Runs `work` with a function that applies the next migration or takes back the last. */
const withSteps = (
  work: (step: (direction: 'migrateUp' | 'migrateDown') => Promise<string[]>) => Promise<void>,
): Promise<void> =>
  withMigrator(systemUrl, (migrator) => work(async (direction) => done(await migrator[direction]())));

function done({ error, results = [] }: MigrationResultSet): string[] {
  if (error) throw error;
  return results.map((result) => result.migrationName);
}

test('each migration takes back exactly what it did, down to nothing, and does it again', () =>
  withSteps(async (step) => {
    const names = await migrationNames();
    expect(names.length).toBeGreaterThan(3);
    // The partitions of months are not the migrations' work.
    for (const table of partitionedTables)
      for (const { name } of await readPartitions(db, table)) await pool.query(`drop table ${name}`);
    /** The catalogue after each migration. */
    const after = new Map<string, Catalog>();

    const everything = await readCatalog();
    for (const part of ['tables', 'columns', 'constraints', 'indexes', 'policies', 'triggers', 'functions'])
      expect([part, everything[part]]).not.toEqual([part, []]);

    let catalog = everything;
    for (const name of names.toReversed()) {
      after.set(name, catalog);
      expect(await step('migrateDown')).toEqual([name]);
      const without = await readCatalog();
      expect(without).not.toEqual(catalog);
      expect(await step('migrateUp')).toEqual([name]);
      expect(await readCatalog()).toEqual(catalog);
      expect(await step('migrateDown')).toEqual([name]);
      expect(await readCatalog()).toEqual(without);
      catalog = without;
    }

    const nothing = await readCatalog();
    expect(nothing).toMatchObject({
      tables: [],
      columns: [],
      constraints: [],
      indexes: [],
      policies: [],
      functions: [],
    });
    expect(JSON.stringify(nothing)).not.toContain('polity_');

    for (const name of names) {
      expect(await step('migrateUp')).toEqual([name]);
      expect([name, await readCatalog()]).toEqual([name, after.get(name)]);
    }
  }));

test('a database with data is migrated down and up again', async () => {
  await pool.query(`
    with u as (insert into users (email, full_name, password_hash) values ('ada@polity.test', 'Ada', '-') returning id),
      o as (insert into organizations (name, slug) values ('Harbour', 'harbour') returning id),
      s as (insert into sessions (user_id, organization_id, expires_at) select u.id, o.id, now() from u, o),
      m as (insert into memberships (organization_id, user_id, role) select o.id, u.id, 'OWNER' from u, o),
      p as (insert into projects (organization_id, name) select o.id, 'Quay' from o returning organization_id, id)
    insert into tasks (organization_id, project_id, title, position) select p.organization_id, p.id, 'Sweep', 'a0' from p`);
  const names = await migrationNames();
  await withSteps(async (step) => {
    for (const name of names.toReversed().slice(0, -1)) expect(await step('migrateDown')).toEqual([name]);
    for (const name of names.slice(1)) expect(await step('migrateUp')).toEqual([name]);
  });
  const { rows } = await pool.query(
    'select email, organization_id from users join sessions on user_id = users.id',
  );
  expect(rows).toEqual([{ email: 'ada@polity.test', organization_id: null }]);
});

test('the migrator asks for its own tables, without their columns', async () => {
  const { introspection } = new Kysely<unknown>({ dialect: new MigrationDialect({ pool }) });
  const table = (name: string) => ({ name, schema: 'public', isView: false, isForeign: false, columns: [] });
  expect(
    (await introspection.getTables()).toSorted((one, other) => one.name.localeCompare(other.name)),
  ).toEqual(['kysely_migration', 'kysely_migration_lock'].map(table));
});
