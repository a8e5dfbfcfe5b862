import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { privateTables, tenantTables } from '../support/contract.ts';
import { createDatabase } from '../support/server.ts';

const urls = await createDatabase();
const pool = new pg.Pool({ connectionString: urls.systemUrl, max: 1 });
afterAll(() => pool.end());

/** Not below an organization, but what organizations are and who belongs to them. */
const roots = new Set(['organizations', 'users']);

/** Indexes of tables below an organization that do not lead with it, and why. */
const otherIndexes: Record<string, string> = {
  memberships_of_user: "finds a person's own organizations before any is selected",
  audit_events_of_person: 'finds what a person left in every log, when their account is deleted',
  invitations_token_key: 'finds the invitation of a mailed link, whose organization nobody has selected',
  invitations_of_person: "finds the invitations to a person's address, when their account is deleted",
};

let tables: string[];
let below: string[];
beforeAll(async () => {
  tables = await tenantTables(pool);
  below = tables.filter((table) => !roots.has(table));
});

/** The first column of each row. */
async function list(text: string, ...values: unknown[]): Promise<string[]> {
  const { rows } = await pool.query({ text, values, rowMode: 'array' });
  return rows.map(([value]: any[]) => value);
}

describe('every tenant table', () => {
  test('has row-level security, for its owner too', async () => {
    const held = await list(`select relname from pg_class where relnamespace = 'public'::regnamespace
      and relrowsecurity and relforcerowsecurity order by 1`);
    expect(held).toEqual(tables);
  });

  test('has policies for the two roles alone, and shows everything only to the system role', async () => {
    const granted = await list(`select distinct tablename || ' to ' || array_to_string(roles, ', ')
      from pg_policies where schemaname = 'public' order by 1`);
    expect(granted).toEqual(
      tables.flatMap((table) => [`${table} to polity_serving`, `${table} to polity_system`]),
    );
    const open = await list(`select tablename || ' to ' || array_to_string(roles, ', ') from pg_policies
      where schemaname = 'public' and (qual = 'true' or with_check = 'true') order by 1`);
    expect(open).toEqual(tables.map((table) => `${table} to polity_system`));
  });

  test('is keyed and indexed by its organization first', async () => {
    const keyed = await list(
      `select conrelid::regclass::text from pg_constraint join pg_attribute on attrelid = conrelid
       where contype = 'p' and attnum = conkey[1] and attname = 'organization_id' and conrelid::regclass::text = any($1)
       order by 1`,
      below,
    );
    expect(keyed).toEqual(below);
    const others = await list(
      `select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
       left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indrelid::regclass::text = any($1) and a.attname is distinct from 'organization_id'`,
      below,
    );
    expect(others).toEqual(Object.keys(otherIndexes));
  });

  test('always belongs to an organization that exists', async () => {
    const owned = await list(
      `select conrelid::regclass::text from pg_constraint
       join pg_attribute on attrelid = conrelid and attnum = conkey[1]
       where contype = 'f' and confrelid = 'organizations'::regclass and cardinality(conkey) = 1
         and attname = 'organization_id' and attnotnull and conrelid::regclass::text = any($1)
       order by 1`,
      below,
    );
    expect(owned).toEqual(below);
  });

  test('refers to other tenant tables within the organization only', async () => {
    const { rows: references } = await pool.query(
      `select conname as name,
        (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as "from",
        (select attname from pg_attribute where attrelid = confrelid and attnum = confkey[1]) as "to",
        cardinality(conkey) as columns
       from pg_constraint
       where contype = 'f' and conrelid::regclass::text = any($1) and confrelid::regclass::text = any($1)`,
      [below],
    );
    expect(references.map((reference) => reference.name)).toContain('tasks_project_fkey');
    for (const reference of references) {
      const within = { from: 'organization_id', to: 'organization_id' };
      expect(reference).toMatchObject(within);
      expect(reference.columns).toBeGreaterThan(1);
    }
  });
});

describe('the serving role', () => {
  test('and the login in it are nothing special and own nothing', async () => {
    const login = decodeURIComponent(new URL(urls.servingUrl).username);
    const { rows } = await pool.query(
      `select r.rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as special,
        pg_has_role(r.oid, 'polity_system', 'member') or pg_has_role(r.oid, d.datdba, 'member') as system,
        (select count(*)::int from pg_shdepend s where s.refobjid = r.oid and s.deptype = 'o') as owned
       from pg_roles r, pg_database d
       where r.rolname in ($1, 'polity_serving') and d.datname = current_database() order by 1`,
      [login],
    );
    const plain = { special: false, system: false, owned: 0 };
    expect(rows).toEqual([
      { name: login, ...plain },
      { name: 'polity_serving', ...plain },
    ]);
  });

  test('may touch no table but those of tenants and the plans, and change no plan', async () => {
    const touched = await list(`select relname from pg_class
      where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        and (has_any_column_privilege('polity_serving', oid, 'select, insert, update, references')
          or has_table_privilege('polity_serving', oid, 'delete, truncate, trigger, maintain')) order by 1`);
    expect(touched).toEqual([...tables, 'plans'].toSorted());
    for (const table of Object.keys(privateTables)) expect(touched).not.toContain(table);
    const [plans] = await list(
      `select has_any_column_privilege('polity_serving', 'plans', 'insert, update')
         or has_table_privilege('polity_serving', 'plans', 'delete, truncate, trigger, references')`,
    );
    expect(plans).toBe(false);
  });

  test('makes nothing in any schema', async () => {
    const writable = await list(
      `select nspname from pg_namespace where has_schema_privilege('polity_serving', oid, 'create')`,
    );
    expect(writable).toEqual([]);
  });
});

describe('what runs with more rights than its caller', () => {
  test('is no view', async () => {
    const views = await list(`select relname from pg_class
      where relkind in ('v', 'm') and relnamespace = any(array['public', 'app']::regnamespace[])
        and not coalesce(reloptions @> '{security_invoker=true}', false)`);
    expect(views).toEqual([]);
  });

  test('is no function that looks names up in a search path of its caller', async () => {
    const { rows } = await pool.query(`select proname as name, proconfig as config from pg_proc
      where prosecdef and pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`);
    expect(rows.map((row) => row.name)).toContain('begin_request');
    for (const { name, config } of rows) {
      // A temporary table is looked up first unless pg_temp is named, last.
      expect([name, config]).toEqual([
        name,
        [expect.stringMatching(/^search_path=pg_catalog, public, pg_temp$/)],
      ]);
    }
  });

  test('is no function that anybody may call', async () => {
    const open = await list(`select p.oid::regprocedure::text from pg_proc p,
        aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as granted
      where pronamespace = any(array['public', 'app']::regnamespace[]) and granted.grantee = 0`);
    expect(open).toEqual([]);
  });
});
