import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { SCHEMA_VERSION } from '../../src/jobs/graphile-internals.ts';
import { createDatabase } from '../support/server.ts';
import { until } from '../support/mail.ts';

// A database without a worker, which would take the jobs.
const { systemUrl } = await createDatabase();
const pool = new pg.Pool({ connectionString: systemUrl });
afterAll(() => pool.end());

test("the queue's tables have the version that graphile-internals.ts was written for", async () => {
  const { rows } = await pool.query('select max(id) as version from graphile_worker.migrations');
  expect(rows).toEqual([{ version: SCHEMA_VERSION }]);
});

test('app.add_announcement inserts the row that add_job inserts, and notifies workers alike', async () => {
  const client = await pool.connect();
  onTestFinished(() => client.release(true));
  const heard: unknown[] = [];
  client.on('notification', ({ payload }) => heard.push(JSON.parse(payload!)));
  await client.query('listen "jobs:insert"');
  const organization = randomUUID();
  await client.query('begin');
  await client.query(
    `select graphile_worker.add_job('announce', '{}', flags => array[$1::text], max_attempts => 12)`,
    [organization],
  );
  // The task exists now, so that the function inserts the row itself.
  await client.query('select app.add_announcement($1, $2, null)', [organization, JSON.stringify([{}])]);
  const { rows } = await client.query<{ job: object }>(
    `select to_jsonb(j) - array['id', 'payload'] as job from graphile_worker._private_jobs j
      where flags ? $1 order by id`,
    [organization],
  );
  await client.query('commit');
  const [expected, inserted] = rows;
  expect(rows).toHaveLength(2);
  expect(inserted).toEqual(expected);
  await until(() => heard.length === 2 || undefined);
  expect(heard).toEqual([1, 2].map(() => ({ r: expect.any(Number), count: 1 })));
});
