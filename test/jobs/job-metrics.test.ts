import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { register } from '../support/client.ts';
import { enqueue, settled } from '../support/jobs.ts';
import { receiveMails } from '../support/mail.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** Returns the metrics of jobs, by name and labels. */
async function metrics({ url }: TestServer): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text
    .split('\n')
    // The durations are those of all workers of this process.
    .filter((line) => line.startsWith('polity_job') && !line.startsWith('polity_job_attempt_duration'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

// One server without a worker, and one with a worker.
const still = await startTestServer();
const busy = await startTestServer();
await receiveMails(busy);

test('the metrics have the number of jobs in each state and the age of the oldest one', async () => {
  expect(await metrics(still)).toEqual({
    polity_job_workers: 0,
    'polity_jobs{state="ready"}': 0,
    'polity_jobs{state="scheduled"}': 0,
    'polity_jobs{state="suspended"}': 0,
    'polity_jobs{state="running"}': 0,
    'polity_jobs{state="dead"}': 0,
    polity_job_oldest_ready_seconds: 0,
  });
  const add = (id: string, run_at: string) =>
    sql`select graphile_worker.add_job(${id}, run_at => now() + ${run_at}::interval)`.execute(still.db);
  for (const id of ['ready', 'running', 'dead']) await add(id, '-1 hour');
  for (const id of ['scheduled', 'suspended']) await add(id, '1 hour');
  await sql`update graphile_worker._private_jobs j set
      locked_at = case t.identifier when 'running' then now() end,
      attempts = case t.identifier when 'dead' then 25 else 0 end,
      flags = case t.identifier when 'suspended' then '{"suspended": true}'::jsonb end
    from graphile_worker._private_tasks t where t.id = j.task_id`.execute(still.db);
  const { polity_job_oldest_ready_seconds: age, ...counts } = await metrics(still);
  const { polity_job_workers: _workers, ...states } = counts;
  expect(Object.values(states)).toEqual([1, 1, 1, 1, 1]);
  expect(age).toBeGreaterThan(3599);
});

test('the metrics have the number of jobs that succeeded and of attempts that failed', async () => {
  const { organizationId, userId } = await register(busy.anonymous);
  const happening = { type: 'member.role_updated', data: { userId, role: 'OWNER' } };
  const announced = { id: 'x', happenings: [happening], actorId: null };
  await enqueue(busy.db, organizationId, 'announce', [announced, announced, { ...announced, happenings: 1 }]);
  await expect
    .poll(() => metrics(busy))
    .toMatchObject({
      'polity_jobs_done_total{task="announce"}': 2,
      'polity_jobs_failed_total{task="announce"}': expect.any(Number),
      'polity_jobs_done_total{task="send-notification-mail"}': 1,
    });
  await sql`delete from graphile_worker._private_jobs`.execute(busy.db);
  await settled(busy.db, organizationId);
});
