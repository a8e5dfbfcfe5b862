import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { deleteDeadJobs } from '../../src/jobs/graphile-internals.ts';
import { verify } from '../support/acquaintance.ts';
import { type Account, register } from '../support/client.ts';
import { enqueue, hurry, jobsOf, settled } from '../support/jobs.ts';
import { receive, receiveMails, until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { db } = server;
const NAME = 'send-member-added-mail';
let refusing = true;
const smtp = await receive(
  () => 0,
  () => refusing,
);
const mailer = createMailer(
  { smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: { name: 'Polity', address: 'polity@polity.test' } },
  server.services.logger,
);
afterAll(() => mailer.close());
await receiveMails(server, { mailer });

beforeEach(() => {
  refusing = true;
});

/** Returns the output of `npm run cli -- jobs …`. */
async function jobs(...args: string[]): Promise<string> {
  const cli = join(import.meta.dirname, '../../src/cli.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'jobs', ...args], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: server.urls.systemUrl,
      DATABASE_APP_URL: server.urls.servingUrl,
    },
  });
  return stdout.trim();
}

/** Adds a member whose welcome mail has failed in all attempts. */
async function disappointed(): Promise<{ owner: Account; id: string }> {
  const owner = await verify(await register(server.anonymous));
  const { organizationId, userId } = owner;
  await enqueue(db, organizationId, NAME, [{ userId, addedById: userId }]);
  await sql`update graphile_worker._private_jobs set max_attempts = 2
    where payload ->> 'organizationId' = ${organizationId}`.execute(db);
  await until(async () => {
    const [job] = await jobsOf(db, organizationId);
    if (job?.state === 'scheduled') await hurry(db, organizationId);
    return job?.state === 'dead';
  });
  const [job] = await jobsOf(db, organizationId);
  return { owner, id: job!.id };
}

describe('a job that has used up its attempts', () => {
  test('is listed with its error, shown, and runs again when an operator retries it', async () => {
    const { owner, id } = await disappointed();
    const listed = await jobs('list', '--failed', '--task', NAME, '--organization', owner.organizationId);
    expect(listed.split('\n')).toHaveLength(1);
    for (const part of [id, 'dead', NAME, owner.organizationId, '2/2', 'the mailbox is full'])
      expect(listed).toContain(part);
    expect(await jobs('list', '--failed', '--task', 'announce')).toBe('No such jobs.');
    expect(JSON.parse(await jobs('show', id))).toMatchObject({
      id,
      task: NAME,
      state: 'dead',
      attempts: 2,
      payload: { userId: owner.userId, organizationId: owner.organizationId },
    });
    refusing = false;
    expect(await jobs('retry', id)).toBe(`Job ${id} runs again.`);
    await settled(db, owner.organizationId);
    expect(smtp.mails.filter(({ to }) => to.includes(owner.email))).toHaveLength(1);
  });

  test('can be dropped once by an operator', async () => {
    const { owner, id } = await disappointed();
    expect(await jobs('drop', id)).toBe(`Job ${id} is gone.`);
    expect(await jobsOf(db, owner.organizationId)).toEqual([]);
    for (const action of ['show', 'retry', 'drop'])
      await expect(jobs(action, id)).rejects.toMatchObject({
        stderr: expect.stringContaining(`There is no job ${id}`),
      });
    await expect(jobs('list', '--unknown')).rejects.toMatchObject({ code: 2 });
    await expect(jobs('repeat', id)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("unknown command 'repeat'"),
    });
  });

  test('is kept for thirty days', async () => {
    const { owner } = await disappointed();
    await deleteDeadJobs(db);
    expect(await jobsOf(db, owner.organizationId)).toHaveLength(1);
    await sql`update graphile_worker._private_jobs set updated_at = now() - interval '31 days'
      where payload ->> 'organizationId' = ${owner.organizationId}`.execute(db);
    expect(await deleteDeadJobs(db)).toBe(1);
    expect(await jobsOf(db, owner.organizationId)).toEqual([]);
  });
});

test('a running job can be neither dropped nor retried', async () => {
  const owner = await register(server.anonymous);
  await sql`select graphile_worker.add_job('busy', ${JSON.stringify(owner)}::json)`.execute(db);
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'
    where payload ->> 'organizationId' = ${owner.organizationId}`.execute(db);
  const [job] = await jobsOf(db, owner.organizationId);
  expect(job!.state).toBe('running');
  for (const action of ['retry', 'drop'])
    await expect(jobs(action, job!.id)).rejects.toMatchObject({
      stderr: expect.stringContaining('it is running'),
    });
});

test('the delay of retries increases and has a random part', async () => {
  const owner = await verify(await register(server.anonymous));
  const { organizationId, userId } = owner;
  const payloads = Array.from({ length: 12 }, () => ({ userId, addedById: userId }));
  await enqueue(db, organizationId, NAME, payloads);
  const failedTimes = (times: number) =>
    until(async () => {
      const all = await jobsOf(db, organizationId);
      return all.length === 12 &&
        all.every(({ attempts, state }) => attempts === times && state === 'scheduled')
        ? all.map(({ runAt }) => new Date(runAt).getTime() - Date.now())
        : undefined;
    });
  await sql`update graphile_worker._private_jobs set attempts = 4
    where payload ->> 'organizationId' = ${organizationId} and locked_at is null`.execute(db);
  await until(async () => (await jobsOf(db, organizationId)).every(({ state }) => state === 'scheduled'));
  await sql`update graphile_worker._private_jobs set attempts = 4, run_at = now()
    where payload ->> 'organizationId' = ${organizationId}`.execute(db);
  const waits = await failedTimes(5);
  const seconds = Math.exp(5);
  expect(Math.min(...waits) / 1000).toBeGreaterThan(seconds - 15);
  expect(Math.max(...waits) / 1000).toBeLessThan(seconds * 1.5 + 15);
  expect(new Set(waits.map((wait) => Math.round(wait / 1000))).size).toBeGreaterThan(3);
  await sql`delete from graphile_worker._private_jobs where payload ->> 'organizationId' = ${organizationId}`.execute(
    db,
  );
});
