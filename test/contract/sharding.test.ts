import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { statements } from '../../src/database/statements.ts';
import { obstacles, readShardingPlan, renderScript } from '../../tools/sharding.ts';
import { createCast } from '../support/isolation/cast.ts';
import { createIds } from '../support/isolation/ids.ts';
import { unheldTables } from '../support/isolation/predicates.ts';
import { allRows } from '../support/isolation/rows.ts';
import { runScheduled, scheduledJobs } from '../support/scheduled-jobs.ts';
import { createDatabase, startTestServer } from '../support/server.ts';

const urls = await createDatabase();
const pool = new pg.Pool({ connectionString: urls.systemUrl, max: 1 });
afterAll(() => pool.end());

describe('by the catalogue', () => {
  test('every table is distributed by its organization, a declared reference, or local', async () => {
    expect((await readShardingPlan(pool)).undeclared).toEqual([]);
  });

  test('no foreign key and no unique index crosses organizations, but those that are declared', async () => {
    expect((await readShardingPlan(pool)).crossing).toEqual(Object.keys(obstacles).toSorted());
  });

  test('a table, a foreign key and a unique index that would cross are found', async () => {
    const client = await pool.connect();
    try {
      await client.query(`begin;
        create table strangers (id uuid primary key);
        alter table tasks add column other_id uuid,
          add constraint tasks_other_key unique (other_id),
          add constraint tasks_other_fkey foreign key (other_id, id) references projects (organization_id, id);
        alter table plans add column organization uuid constraint plans_organization_fkey references organizations`);
      const { undeclared, crossing } = await readShardingPlan(client as unknown as pg.Pool);
      expect(undeclared).toEqual(['strangers']);
      expect(crossing.filter((name) => !(name in obstacles))).toEqual([
        'plans.plans_organization_fkey',
        'tasks.tasks_other_fkey',
        'tasks.tasks_other_key',
      ]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('the script for Citus distributes each table once, and puts every foreign key back', async () => {
    const script = renderScript(await readShardingPlan(pool));
    expect(script).toContain(`select create_reference_table('users');`);
    expect(script).toContain(`select create_distributed_table('organizations', 'id');`);
    expect(script).toContain(
      `create_distributed_table('tasks', 'organization_id', colocate_with => 'organizations');`,
    );
    expect(script).not.toContain(`'sessions'`);
    const names = [...script.matchAll(/create_\w+_table\('(\w+)'/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    const keys = (verb: string) =>
      [...script.matchAll(new RegExp(`^alter table (\\w+) ${verb} constraint (\\w+)`, 'gm'))].map(
        ([, ...key]) => key.join('.'),
      );
    expect(keys('drop').length).toBeGreaterThan(100);
    expect(keys('add')).toEqual(keys('drop'));
  });
});

test('every statement is of one organization, or on the list of those that cross', async () => {
  const server = await startTestServer({
    FEDERATION: 'on',
    COST_LIMIT: '1000000',
    COST_LIMIT_ANONYMOUS: '1000000',
  });
  const { houses, cast } = await createCast(server);
  const rows = allRows(await createIds(server, houses));
  const sent = new Set<string>();
  const note = (message: unknown) => {
    const { sql, login } = message as { sql: string; login: string };
    if (login === 'system') sent.add(sql);
  };
  statements.subscribe(note);
  // Reads first: writes take away what they would find.
  for (const name of ['OWNER', 'platform administrator', 'API key, MEMBERS_WRITE', 'anonymous']) {
    const caller = cast.find((each) => each.name === name)!;
    for (const row of rows.toSorted((a, b) => Number(a.writes) - Number(b.writes)))
      if (!row.writes || name !== 'OWNER')
        await caller.client.send(
          row.operation,
          (await row.variables(caller.own, caller)) as Record<string, unknown>,
        );
  }
  for (const { name } of scheduledJobs) await runScheduled(server, name);
  statements.unsubscribe(note);
  expect(sent.size).toBeGreaterThan(50);

  const crossing = new Map<string, string[]>();
  for (const sql of sent) {
    if (!/^\s*(select|insert|update|delete|with)\b/i.test(sql)) continue;
    const tables = [...new Set(await unheldTables(pool, sql))].toSorted();
    if (tables.length > 0) crossing.set(sql.replaceAll(/\s+/g, ' ').trim(), tables);
  }
  const lines = [...crossing].map(([sql, tables]) => `- ${tables.join(', ')}: \`${sql}\``).toSorted();
  const text = [
    '# Statements that cross organizations',
    '',
    'Those of the system login that the requests of the certificate and all scheduled jobs send, and whose plan has no',
    'condition on one organization for each table of tenants. The serving login sends none (`certificate.test.ts`). On a',
    'distributed database each of them asks every node. Written by `npx vitest run test/contract/sharding.test.ts -u`.',
    '',
    ...lines,
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot('cross-tenant.md');
});
