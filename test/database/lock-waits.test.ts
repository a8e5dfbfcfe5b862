import { expect, onTestFinished, test } from 'vitest';
import { register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ STATEMENT_TIMEOUT_MS: '4000' });
const patiently = { timeout: 60_000 };
const SESSIONS = '{ sessions { totalCount } }';

/** Returns the statements that wait for a lock on the table. */
async function waiting(table: string): Promise<string[]> {
  const { rows } = await server.systemPool.query<{ query: string }>(
    `select query from pg_locks join pg_stat_activity using (pid)
      where not granted and database = (select oid from pg_database where datname = current_database())
        and relation = $1::regclass order by query`,
    [table],
  );
  return rows.map(({ query }) => query);
}

test('a request fails if its two logins wait for each other behind a statement that changes a table, which is then applied', async () => {
  const { client } = await register(server.anonymous);
  const [holder, operator] = [await server.systemPool.connect(), await server.systemPool.connect()];
  onTestFinished(async () => {
    await operator.query('alter table sessions drop column if exists added_later');
    for (const each of [holder, operator]) each.release();
  });
  // The opening of the request holds its lock on sessions, and waits for memberships.
  await holder.query('begin; lock table memberships in access exclusive mode');
  const answered = client.send(SESSIONS);
  await expect.poll(() => waiting('memberships'), patiently).toHaveLength(1);
  // An operator's statement without a lock timeout waits for the request, and the request's system login for the operator.
  await operator.query('set lock_timeout = 0');
  const alter = 'alter table sessions add column added_later text';
  const altered = operator.query(alter);
  await expect.poll(() => waiting('sessions'), patiently).toEqual([alter]);
  await holder.query('commit');

  const { errors } = await answered;
  expect(errors).toMatchObject([{ path: ['sessions'], extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
  expect(errors?.[0]?.extensions).not.toHaveProperty('reason');
  await altered;
  expect(await client.ask(SESSIONS)).toEqual({ sessions: { totalCount: 1 } });
});
