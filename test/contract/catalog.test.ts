import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { modules } from '../../src/modules/all.ts';
import {
  catalogFaults,
  findFaults,
  otherIndexes,
  ownersViews,
  servingFaults,
  unversionedTables,
} from '../support/catalog.ts';
import { privateTables, tenantTables } from '../support/contract.ts';
import { createDatabase } from '../support/server.ts';

const urls = await createDatabase();
const pool = new pg.Pool({ connectionString: urls.systemUrl, max: 1 });
afterAll(() => pool.end());

/** Returns the first column of each row. */
async function list(text: string): Promise<string[]> {
  const { rows } = await pool.query<[string]>({ text, rowMode: 'array' });
  return rows.map(([value]) => value);
}

describe('the catalogue has no', () => {
  test.each(Object.keys(catalogFaults))('%s', async (fault) => {
    expect(await findFaults(pool, fault)).toEqual([]);
  });
});

test('every exception exists', async () => {
  const excepted = [otherIndexes, ownersViews, privateTables, unversionedTables].flatMap((each) =>
    Object.keys(each),
  );
  const { rows } = await pool.query(
    'select name from unnest($1::text[]) name where to_regclass(name) is null',
    [excepted],
  );
  expect(rows).toEqual([]);
});

test('each constraint with a message exists, and only one module declares it', async () => {
  const named = modules.flatMap(({ constraints }) => Object.keys(constraints ?? {}));
  expect(new Set(named).size).toBe(named.length);
  const present = await list('select conname from pg_constraint union select relname from pg_class');
  expect(named.filter((name) => !present.includes(name))).toEqual([]);
});

const catalogue = [
  'features',
  'kept_since',
  'meter_policy',
  'meters',
  'plan_prices',
  'plan_version_features',
  'plan_version_prices',
  'plan_versions',
  'plans',
];

describe('the serving role', () => {
  test('and its login have no special rights and own nothing', async () => {
    const login = decodeURIComponent(new URL(urls.servingUrl).username);
    for (const role of [login, 'polity_serving'])
      expect([role, await servingFaults(pool, role)]).toEqual([role, []]);
  });

  test('has rights only on tables of tenants, plans and meters, and cannot change plans, prices or meters', async () => {
    const touched = await list(`select relname from pg_class
      where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        and (has_any_column_privilege('polity_serving', oid, 'select, insert, update, references')
          or has_table_privilege('polity_serving', oid, 'delete, truncate, trigger, maintain')) order by 1`);
    const views = Object.keys(ownersViews).map((name) => name.replace('app.', ''));
    expect(touched).toEqual([...(await tenantTables(pool)), ...catalogue, ...views].toSorted());
    for (const table of Object.keys(privateTables)) expect(touched).not.toContain(table);
    const changed = await list(
      `select has_any_column_privilege('polity_serving', name, 'insert, update')
         or has_table_privilege('polity_serving', name, 'delete, truncate, trigger, references')
       from unnest('{${catalogue.join()}}'::text[]) global (name)`,
    );
    expect(changed).toEqual(catalogue.map(() => false));
  });

  test('cannot create anything in any schema', async () => {
    const writable = await list(
      `select nspname from pg_namespace where has_schema_privilege('polity_serving', oid, 'create')`,
    );
    expect(writable).toEqual([]);
  });
});

describe('each of these faults is found', () => {
  const raising = (name: string) =>
    Object.entries({ insert: 'new', update: 'old table as before new', delete: 'old' })
      .map(
        ([event, changed]) => `create trigger ${event}s after ${event} on ${name}
          referencing ${changed} table as changed for each statement execute function app.rows_changed()`,
      )
      .join(';');
  const table = (name: string, key: string, more = '') => `create table ${name} (
    organization_id uuid not null references organizations on delete cascade, id uuid default uuidv7(), task_id uuid,
    primary key (${key}) ${more}); ${raising(name)}`;
  const hold = (name: string) => `alter table ${name} enable row level security;
    alter table ${name} force row level security;
    create policy system on ${name} to polity_system using (true);`;
  const definer = (name: string, path: string) =>
    `create function app.${name}() returns int language sql security definer ${path} as 'select 1'`;
  const key = 'organization_id, id';

  /** What is created, and what each kind of fault then reports. */
  const mistakes: [made: string, found: Partial<Record<keyof typeof catalogFaults, string[]>>][] = [
    [
      `${table('plain', key)}`,
      {
        'a table of tenants without row-level security that holds its owner too': ['plain'],
        'a table of tenants without a policy for each of the two roles': [
          'plain for polity_serving',
          'plain for polity_system',
        ],
      },
    ],
    [
      `${table('unforced', key)}; ${hold('unforced')} alter table unforced no force row level security;
       create policy tenant on unforced to polity_serving using (organization_id = (select app.organization_id()))`,
      { 'a table of tenants without row-level security that holds its owner too': ['unforced'] },
    ],
    [
      `${table('shown', key)}; ${hold('shown')} create policy tenant on shown to polity_serving using (true)`,
      { 'a policy that shows the serving role everything': ['shown.tenant'] },
    ],
    [
      `create policy by_status on tasks for select to polity_serving using (status <> 'DONE')`,
      { 'a policy that shows the serving role everything': ['tasks.by_status'] },
    ],
    [
      `${table('steps', key, ', foreign key (organization_id, task_id) references tasks (organization_id, id)')}; ${hold('steps')}
       create policy tenant on steps to polity_serving using (organization_id = (select app.organization_id()));
       drop policy visible on watches`,
      {
        'a table whose rows hang on a project, and that shows the serving role those of projects that it does not see':
          ['steps', 'watches'],
      },
    ],
    [
      'create policy anybody on tasks using (organization_id = app.organization_id())',
      { 'a policy for any other role': ['tasks.anybody'] },
    ],
    [
      `${table('by_id', 'id, organization_id')}; ${hold('by_id')}
       create policy tenant on by_id to polity_serving using (organization_id = (select app.organization_id()))`,
      {
        'a table of tenants that is not keyed by its organization first': ['by_id'],
        'an index of a table of tenants that does not lead with the organization': ['by_id_pkey'],
      },
    ],
    [
      'create index tasks_status on tasks (status, organization_id); create index tasks_lower on tasks (lower(title))',
      {
        'an index of a table of tenants that does not lead with the organization': [
          'tasks_lower',
          'tasks_status',
        ],
      },
    ],
    [
      'alter table projects drop constraint projects_organization_id_fkey',
      { 'a table of tenants whose rows need not belong to an organization that exists': ['projects'] },
    ],
    [
      `alter table tasks add column parent_id uuid, add constraint tasks_id_key unique (id),
         add constraint tasks_parent_fkey foreign key (parent_id) references tasks (id)`,
      {
        'an index of a table of tenants that does not lead with the organization': ['tasks_id_key'],
        'a reference to a table of tenants that does not carry the organization': ['tasks.tasks_parent_fkey'],
      },
    ],
    [
      `alter table tasks add column other_id uuid,
         add constraint tasks_other_fkey foreign key (other_id, id) references tasks (organization_id, id)`,
      {
        'a reference to a table of tenants that does not carry the organization': ['tasks.tasks_other_fkey'],
      },
    ],
    [
      `drop trigger tasks_version_insert on tasks; alter table tasks disable trigger tasks_version_delete;
       drop trigger labels_version_update on labels; create trigger labels_version_update after update of name on labels
         for each statement execute function app.rows_changed()`,
      {
        'a table of tenants whose changes raise no version': [
          'labels on update',
          'tasks on delete',
          'tasks on insert',
        ],
      },
    ],
    [
      'grant select on audit_events_rest to polity_serving',
      { 'a partition that the serving role may name': ['audit_events_rest for polity_serving'] },
    ],
    [
      'alter table audit_events_rest disable row level security',
      {
        'a table of tenants without row-level security that holds its owner too': ['audit_events_rest'],
      },
    ],
    [
      `create view titles as select title from tasks; create materialized view counts as select count(*) from tasks;
       create view fit with (security_invoker = true) as select title from tasks`,
      { 'a view that sees more than who asks it': ['counts', 'titles'] },
    ],
    [
      `${definer('pathless', '')}; ${definer('loose', 'set search_path = public')};
       revoke execute on function app.pathless, app.loose from public`,
      {
        'a function with more rights than its caller and without the fixed search path': [
          'app.loose()',
          'app.pathless()',
        ],
      },
    ],
    [
      definer('open', 'set search_path = pg_catalog, public, pg_temp'),
      { 'a function that anybody may call': ['app.open()'] },
    ],
    [
      `create function app.starred() returns uuid language sql as 'select id from (select * from tasks) t limit 1';
       create function app.listed() returns setof labels language plpgsql as 'begin return; end';
       create function app.given(task tasks) returns uuid language sql as 'select task.id';
       create function app.held() returns void language plpgsql as 'declare found tasks; begin return; end';
       create function app.typed() returns void language plpgsql as 'declare found tasks%rowtype; begin return; end';
       create function app.written() returns uuid language plpgsql as
         'declare i uuid; begin delete from tasks t returning t.* into i; return i; end';
       create function app.plain() returns bigint language plpgsql as
         'declare n bigint; begin select count(*) into n from tasks; return n * 2; end';
       revoke execute on all functions in schema app from public`,
      {
        'a function that takes, reads or returns whole rows': [
          'app.given(tasks)',
          'app.held()',
          'app.listed()',
          'app.starred()',
          'app.typed()',
          'app.written()',
        ],
      },
    ],
  ];

  test.each(mistakes)('%s', async (made, found) => {
    await pool.query(`begin; ${made}`);
    try {
      const all = Object.keys(catalogFaults).map(
        async (fault) => [fault, await findFaults(pool, fault)] as const,
      );
      const named = (await Promise.all(all)).filter(([, names]) => names.length > 0);
      expect(Object.fromEntries(named)).toEqual(found);
    } finally {
      await pool.query('rollback');
    }
  });

  test('every kind of fault is created once', () => {
    const made = new Set(mistakes.flatMap(([, found]) => Object.keys(found)));
    expect([...made].toSorted()).toEqual(Object.keys(catalogFaults).toSorted());
  });

  test('a login that owns tables, is a superuser, or bypasses row-level security', async () => {
    expect(await servingFaults(pool, 'polity')).toEqual(
      expect.arrayContaining(['is the system role', 'owns the database', 'owns something']),
    );
    const superuser = new URL(inject('superuserUrl'));
    expect(await servingFaults(pool, decodeURIComponent(superuser.username))).toContain('superuser');
    const admin = new pg.Client({ connectionString: superuser.href });
    await admin.connect();
    const name = `passes_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`create role ${name} bypassrls`);
    try {
      expect(await servingFaults(pool, name)).toEqual(['bypasses row-level security']);
    } finally {
      await admin.query(`drop role ${name}`);
      await admin.end();
    }
  });
});
