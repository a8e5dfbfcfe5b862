import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { verify } from '../support/acquaintance.ts';
import { type Account, register } from '../support/client.ts';
import { enqueue, jobsOf, settled } from '../support/jobs.ts';
import { receive, receiveMails, until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { db } = server;
const patience = { interval: 100, grace: 300 };
const smtp = await receive(() => 2000);
const slowMailer = () =>
  createMailer(
    { smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: { name: 'Polity', address: 'polity@polity.test' } },
    server.services.logger,
  );
// Two workers, each of which takes the jobs of the other when the other seems dead.
await receiveMails(server, { mailer: slowMailer(), patience });
await receiveMails(server, { mailer: slowMailer(), patience });

const welcome = ({ organizationId, userId }: Account) =>
  enqueue(db, organizationId, 'send-member-added-mail', [{ userId, addedById: userId }]);
const welcomed = ({ email }: Account) =>
  smtp.mails.filter(({ to, subject }) => to.includes(email) && subject.includes('now a member'));

const running = (organizationId: string) =>
  until(async () => (await jobsOf(db, organizationId)).find(({ state }) => state === 'running'));

test('the job of a dead worker runs again, and the attempt counts', async () => {
  const owner = await verify(await register(server.anonymous));
  await db.transaction().execute(async (db) => {
    await sql`select graphile_worker.add_job('send-member-added-mail', ${JSON.stringify({
      organizationId: owner.organizationId,
      userId: owner.userId,
      addedById: owner.userId,
    })}::json)`.execute(db);
    await sql`update graphile_worker._private_jobs set locked_by = 'pool-gone', locked_at = now(), attempts = 1
      where payload ->> 'organizationId' = ${owner.organizationId}`.execute(db);
  });
  const job = await until(async () =>
    (await jobsOf(db, owner.organizationId)).find(({ attempts }) => attempts === 2),
  );
  expect(job.lastError).toBe('its worker died');
  await settled(db, owner.organizationId);
  expect(welcomed(owner)).toHaveLength(1);
});

test('a job whose last attempt died with its worker waits for an operator', async () => {
  const owner = await verify(await register(server.anonymous));
  await sql`select graphile_worker.add_job('send-member-added-mail', ${JSON.stringify({
    organizationId: owner.organizationId,
  })}::json, max_attempts => 1, run_at => now() + interval '1 hour')`.execute(db);
  await sql`update graphile_worker._private_jobs set locked_by = 'pool-gone', locked_at = now(), attempts = 1
    where payload ->> 'organizationId' = ${owner.organizationId}`.execute(db);
  const [job] = await until(async () => {
    const jobs = await jobsOf(db, owner.organizationId);
    return jobs[0]?.state === 'dead' ? jobs : undefined;
  });
  expect(job).toMatchObject({ attempts: 1, lastError: 'its worker died' });
});

test('a job that takes longer than the patience with a dead worker runs once', async () => {
  const owner = await verify(await register(server.anonymous));
  await welcome(owner);
  expect(await running(owner.organizationId)).toMatchObject({ attempts: 1 });
  await settled(db, owner.organizationId);
  expect(welcomed(owner)).toHaveLength(1);
});

test('a worker that loses the connection of its lock takes the lock again and keeps its jobs', async () => {
  const owner = await verify(await register(server.anonymous));
  await welcome(owner);
  await running(owner.organizationId);
  const holders = async () => {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`.execute(db);
    return rows.map(({ pid }) => pid).toSorted();
  };
  const before = await holders();
  expect(before).toHaveLength(2);
  await sql`select pg_terminate_backend(pid) from unnest(${before}::integer[]) as pid`.execute(db);
  await until(async () => {
    const now = await holders();
    return now.length === 2 && now.every((pid) => !before.includes(pid));
  });
  await settled(db, owner.organizationId);
  expect(welcomed(owner)).toHaveLength(1);
  const next = await verify(await register(server.anonymous));
  await welcome(next);
  await settled(db, next.organizationId);
  expect(welcomed(next)).toHaveLength(1);
  // The next job took longer than the patience with a dead worker.
  expect(welcomed(owner)).toHaveLength(1);
});
