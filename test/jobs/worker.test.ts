import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { workload } from '../../src/modules/workload.ts';
import { add, join, register } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { runScheduled, scheduledJobs } from '../support/scheduled-jobs.ts';
import { startTestServer } from '../support/server.ts';

interface Received {
  to: string[];
  text: string;
}

const mails: Received[] = [];
let refusing = false;

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, { envelope }, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      if (refusing) return done(new Error('the mailbox is full'));
      mails.push({
        to: envelope.rcptTo.map(({ address }) => address),
        text: Buffer.concat(chunks).toString(),
      });
      return done();
    });
  },
});
const listening = smtp.listen(0, '127.0.0.1');
await once(listening, 'listening');
const { port } = listening.address() as AddressInfo;

const server = await startTestServer();
const { config, logger } = server.services;
const mailer = createMailer(
  { smtpUrl: `smtp://127.0.0.1:${port}`, from: { name: 'Polity', address: 'polity@polity.test' } },
  logger,
);
const addresses = { appUrl: 'http://app.test', pagesUrl: 'http://app.test', apiUrl: 'http://app.test' };
const services = { ...server.services, config: { ...config, ...addresses }, mailer };
const worker = await startWorker(services, workload);
afterAll(async () => {
  await worker.stop();
  mailer.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

beforeEach(() => {
  refusing = false;
});

const welcomeOf = (email: string) =>
  mails.find(({ to, text }) => to.includes(email) && text.includes('Subject: You are now a member'));

const jobOf = async (organizationId: string) => {
  const { rows } = await sql<{ attempts: number; last_error: string | null }>`
    select j.attempts, j.last_error from graphile_worker._private_jobs j
    where j.payload ->> 'organizationId' = ${organizationId}`.execute(server.db);
  return rows[0];
};

test('a new member gets a mail with the names of the organization and of the person who added them', async () => {
  const owner = await register(server.anonymous, 'Olga Owner');
  const member = await join(owner, 'MEMBER', 'Max Member');
  const mail = await until(() => welcomeOf(member.email));
  expect(mail.text).toContain('Subject: You are now a member of Olga Owner');
  expect(mail.text).toContain('Hello Max Member');
  expect(mail.text).toContain('Olga Owner has added you');
  await until(async () => (await jobOf(owner.organizationId)) === undefined);
});

test('a mail that the mail server rejects is kept and retried', async () => {
  refusing = true;
  const owner = await register(server.anonymous);
  const member = await join(owner, 'MEMBER');
  const failed = await until(async () => {
    const job = await jobOf(owner.organizationId);
    return job?.last_error ? job : undefined;
  });
  expect(failed).toMatchObject({ attempts: 1, last_error: expect.stringContaining('the mailbox is full') });
  refusing = false;
  await sql`update graphile_worker._private_jobs set run_at = now()
    where payload ->> 'organizationId' = ${owner.organizationId}`.execute(server.db);
  await until(() => welcomeOf(member.email));
});

test('a member who was removed before the mail was sent gets none, and the job succeeds', async () => {
  refusing = true;
  const owner = await register(server.anonymous);
  const member = await join(owner, 'MEMBER');
  await until(async () => (await jobOf(owner.organizationId))?.last_error);
  refusing = false;
  await owner.client.ask(
    `mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`,
    {
      id: member.userId,
    },
  );
  await sql`update graphile_worker._private_jobs set run_at = now()
    where payload ->> 'organizationId' = ${owner.organizationId}`.execute(server.db);
  await until(async () => (await jobOf(owner.organizationId)) === undefined);
  expect(welcomeOf(member.email)).toBeUndefined();
});

test('the job of a deleted organization ends without an error', async () => {
  const gone = '01900000-0000-7000-8000-000000000000';
  await sql`select graphile_worker.add_job('send-member-added-mail',
    ${JSON.stringify({ organizationId: gone, userId: gone, addedById: gone })}::json)`.execute(server.db);
  await until(async () => (await jobOf(gone)) === undefined);
});

test('every job across tenants is scheduled and deletes only old rows', async () => {
  const { rows } = await sql<{ identifier: string }>`
    select identifier from graphile_worker._private_known_crontabs`.execute(server.db);
  expect(rows.map((row) => row.identifier)).toEqual(
    expect.arrayContaining(scheduledJobs.map(({ name }) => name)),
  );
  const ada = await register(server.anonymous);
  const old = await register(server.anonymous);
  await server.db
    .updateTable('sessions')
    .set({ expires_at: '2020-01-01T00:00:00Z' })
    .where('user_id', '=', old.userId)
    .execute();
  await runScheduled(server, 'delete-old-sessions');
  const left = await server.db
    .selectFrom('sessions')
    .select('user_id')
    .where('user_id', 'in', [ada.userId, old.userId])
    .execute();
  expect(left).toEqual([{ user_id: ada.userId }]);
});

const setStatus = async (organizationId: string, status: string) => {
  const changes = { status, suspended_at: new Date().toISOString(), suspended_by: 'PLATFORM' };
  await server.db.updateTable('organizations').set(changes).where('id', '=', organizationId).execute();
};

/** Adds a member whose welcome mail is in the queue while the organization has this status. */
async function joinWhile(status: string) {
  refusing = true;
  const [owner, member] = [await register(server.anonymous), await register(server.anonymous)];
  await add(owner, member);
  await until(async () => (await jobOf(owner.organizationId))?.last_error);
  await setStatus(owner.organizationId, status);
  refusing = false;
  const now = sql`update graphile_worker._private_jobs set run_at = now()
    where payload ->> 'organizationId' = ${owner.organizationId}`;
  await now.execute(server.db);
  return { owner, member };
}

test('the job of an archived organization is dropped with an audit event', async () => {
  const { owner, member } = await joinWhile('ARCHIVED');
  await until(async () => (await jobOf(owner.organizationId)) === undefined);
  expect(welcomeOf(member.email)).toBeUndefined();
  const dropped = await server.db
    .selectFrom('audit_events')
    .select(['actor_id', 'target_type', 'target_id', 'after'])
    .where('organization_id', '=', owner.organizationId)
    .where('action', '=', 'job.dropped')
    .execute();
  expect(dropped).toEqual([
    {
      actor_id: null,
      target_type: 'Job',
      target_id: null,
      after: { job: 'send-member-added-mail', reason: 'ARCHIVED' },
    },
  ]);
});

test('a job whose mail is rejected after the commit is retried as a whole', async () => {
  refusing = true;
  const owner = await register(server.anonymous);
  const email = `guest-of-${owner.userId}@polity.test`;
  await owner.client.ask(
    'mutation ($email: String!) { inviteMember(input: { email: $email }) { userErrors { code } } }',
    { email },
  );
  await until(async () => (await jobOf(owner.organizationId))?.last_error);
  const tokenHash = async () => {
    const query = server.db.selectFrom('invitations').select('token_hash').where('email', '=', email);
    return String((await query.executeTakeFirstOrThrow()).token_hash);
  };
  const first = await tokenHash();
  expect(first).not.toBe('null');
  refusing = false;
  await sql`update graphile_worker._private_jobs set run_at = now()
    where payload ->> 'organizationId' = ${owner.organizationId}`.execute(server.db);
  await until(() => mails.find(({ to }) => to.includes(email)));
  expect(await tokenHash()).not.toBe(first);
});
