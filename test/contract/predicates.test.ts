import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { conjuncts, unheldTables } from '../support/isolation/predicates.ts';
import { startTestServer } from '../support/server.ts';

const { urls } = await startTestServer();

/** PostgreSQL chooses a plan by the number of rows; these settings force every kind of join and scan. */
const planners = [
  'none',
  'hashjoin',
  'hashjoin mergejoin',
  'nestloop',
  'seqscan bitmapscan',
  'hashjoin mergejoin seqscan bitmapscan',
].map((off) => {
  const options = off.split(' ').map((way) => (way === 'none' ? '' : `-c enable_${way}=off`));
  return { off, pool: new pg.Pool({ connectionString: urls.systemUrl, max: 1, options: options.join(' ') }) };
});
afterAll(() => Promise.all(planners.map(({ pool }) => pool.end())));

describe.each(planners)('with $off turned off, the condition on the tenant is recognized in', ({ pool }) => {
  test.each([
    'select * from tasks where organization_id = $1',
    'select * from tasks where id = $2 and (organization_id = $1 and (status = $3 or status = $4))',
    'select * from tasks t join projects p on p.organization_id = t.organization_id and p.id = t.project_id where t.organization_id = $1',
    'select * from tasks t left join projects p on p.organization_id = t.organization_id and p.id = t.project_id where t.organization_id = $1',
    'select p.id, t.title from projects p cross join lateral (select title from tasks where organization_id = $1 and project_id = p.id limit 2) t where p.organization_id = $1',
    'with ours as (select id from tasks where organization_id = $1) select count(*) from ours',
    'select exists (select from projects where organization_id = $1 and id = $2)',
    'update tasks set title = $3 where organization_id = $1 and id = $2',
    'delete from tasks where organization_id = $1 and id = any($2)',
    'insert into projects (name, organization_id) values ($1, $2) returning id',
    'select * from memberships where user_id = $1',
    'select * from organizations where id = any($1)',
    'select name from organizations join memberships on organization_id = organizations.id where user_id = $1',
    'select name from memberships join organizations on organizations.id = organization_id where user_id = $1 and (status = $2 or role = $3)',
    'select * from app.begin_request($1, $2, $3, $4, $5::uuid, $6::boolean)',
    'select code from plans',
  ])('%s', async (sql) => {
    expect(await unheldTables(pool, sql)).toEqual([]);
  });
});

describe.each(planners)(
  'with $off turned off, the tables without a condition on the tenant are reported in',
  ({ pool }) => {
    test.each([
      ['select * from tasks', ['tasks']],
      ['select * from tasks where id = $1', ['tasks']],
      ['select * from tasks where organization_id = $1 or id = $2', ['tasks']],
      ['select * from tasks where (organization_id = $1 or $2 is null) and id = $3', ['tasks']],
      ['select * from tasks where not (organization_id = $1)', ['tasks']],
      ['select * from tasks where organization_id <> $1', ['tasks']],
      ['select * from tasks where organization_id = any($1)', ['tasks']],
      ['select * from tasks where coalesce(organization_id, $1) = $1', ['tasks']],
      [`select * from tasks where title = 'x AND organization_id = $1 AND x'`, ['tasks']],
      [
        'select * from tasks t join projects p on p.id = t.project_id where p.organization_id = $1',
        ['tasks'],
      ],
      [
        'select id from projects where organization_id = $1 union all select id from tasks where id = $2',
        ['tasks'],
      ],
      [
        'select id from projects where organization_id = $1 and exists (select from tasks where project_id = projects.id)',
        ['tasks'],
      ],
      ['select id, (select count(*) from tasks) from projects where organization_id = $1', ['tasks']],
      ['update tasks set title = $1 where id = $2', ['tasks']],
      [
        'update tasks set title = $2 from projects p where p.organization_id = $1 and p.id = project_id',
        ['tasks'],
      ],
      ['delete from memberships where id = $1', ['memberships']],
      ['insert into projects (name) values ($1)', ['projects']],
      ['select * from memberships where user_id = any($1)', ['memberships']],
      ['select * from organizations', ['organizations']],
      [`select * from organizations where slug = $1`, ['organizations']],
      ['select * from audit_events where actor_id = $1', ['audit_events']],
    ])('%s', async (sql, tables) => {
      expect(await unheldTables(pool, sql)).toEqual(tables);
    });
  },
);

test('a condition is split into the parts that must all hold', () => {
  expect(conjuncts('((a = $1) AND ((b = 1) OR (c = 2)) AND (NOT (d = 3)))')).toEqual([
    'a = $1',
    'NOT (d = 3)',
  ]);
  expect(conjuncts('((a = $1) OR (b = 1))')).toEqual([]);
  expect(conjuncts("((a = ') AND (b = 1)'::text) AND (c = 2))")).toEqual([
    "a = ') AND (b = 1)'::text",
    'c = 2',
  ]);
});
