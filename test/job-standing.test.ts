import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { whileAcquainted } from './support/acquaintance.ts';
import { type Account, join, register } from './support/client.ts';
import { hurry, jobsOf, settled } from './support/jobs.ts';
import { receiveMails, until } from './support/mail.ts';
import { notificationsOf } from './support/notifications.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { db } = server;
const mails = await receiveMails(server);
const WELCOME = 'You are now a member';

const change = ({ client }: Account, field: string) =>
  client.ask(`mutation { ${field} { userErrors { code } } }`);

/** An organization that is suspended, or archived, with jobs that were added just before. */
async function put(field: string) {
  const owner = await register(server.anonymous);
  const member = await register(server.anonymous);
  await whileAcquainted(owner, member, () =>
    owner.client.ask(
      `mutation ($email: String!) {
        addMember(input: { email: $email, role: MEMBER }) { userErrors { code } } ${field} { userErrors { code } } }`,
      { email: member.email },
    ),
  );
  return { owner, member };
}

const states = async (organizationId: string) =>
  (await jobsOf(db, organizationId)).map(({ task, state }) => `${task} ${state}`).toSorted();

const waiting = ['announce suspended', 'send-member-added-mail suspended'];

describe('the jobs of a suspended organization', () => {
  test('wait, however often they are tried, and run soon after it is reinstated', async () => {
    const { owner, member } = await put('suspendOrganization(input: { reason: "Unpaid" })');
    await expect.poll(() => states(owner.organizationId), { timeout: 10_000 }).toEqual(waiting);
    await hurry(db, owner.organizationId);
    await expect.poll(() => states(owner.organizationId), { timeout: 10_000 }).toEqual(waiting);
    expect(mails.to(member.email, WELCOME)).toEqual([]);
    await change(owner, 'reinstateOrganization');
    await until(() => mails.to(member.email, WELCOME)[0]);
    await settled(db, owner.organizationId);
    expect(await notificationsOf(member.client.in(owner.organizationId))).toHaveLength(1);
    expect(mails.to(member.email, WELCOME)).toHaveLength(1);
  });

  test('keep their age, priority and attempts', async () => {
    const { owner } = await put('suspendOrganization(input: { reason: "Unpaid" })');
    await expect.poll(() => states(owner.organizationId), { timeout: 10_000 }).toEqual(waiting);
    const read = async () => {
      const { rows } = await sql<{ priority: number }>`
        select task_id, priority, attempts, max_attempts, created_at, last_error from graphile_worker._private_jobs
        where payload ->> 'organizationId' = ${owner.organizationId} order by task_id`.execute(db);
      return rows;
    };
    await sql`update graphile_worker._private_jobs set priority = 7, attempts = 3, last_error = 'no luck'
      where payload ->> 'organizationId' = ${owner.organizationId}`.execute(db);
    const before = await read();
    const ids = new Set((await jobsOf(db, owner.organizationId)).map(({ id }) => id));
    await hurry(db, owner.organizationId);
    await until(async () => {
      const jobs = await jobsOf(db, owner.organizationId);
      return jobs.length === 2 && jobs.every(({ id, state }) => !ids.has(id) && state === 'suspended');
    });
    expect(await read()).toEqual(before);
  });

  test('run when the suspension ends by itself', async () => {
    const until = new Date(Date.now() + 2500).toISOString();
    const { owner, member } = await put(
      `suspendOrganization(input: { reason: "Unpaid", until: "${until}" })`,
    );
    await expect.poll(() => states(owner.organizationId), { timeout: 2_000, interval: 20 }).toEqual(waiting);
    await expect.poll(() => mails.to(member.email, WELCOME).length, { timeout: 10_000 }).toBe(1);
  });

  test('are not missed by a reinstatement that comes while they are put off', async () => {
    const { owner, member } = await put('suspendOrganization(input: { reason: "Unpaid" })');
    for (let round = 0; round < 10; round++) {
      await hurry(db, owner.organizationId);
      await change(owner, 'reinstateOrganization');
      await owner.client.ask(
        'mutation { suspendOrganization(input: { reason: "Again" }) { userErrors { code } } }',
      );
    }
    await hurry(db, owner.organizationId);
    await change(owner, 'reinstateOrganization');
    await settled(db, owner.organizationId);
    expect(mails.to(member.email, WELCOME)).toHaveLength(1);
  });
});

test('the jobs of an archived organization are dropped, with a record, and not caught up on', async () => {
  const { owner, member } = await put('archiveOrganization(input: { reason: "Done" })');
  await settled(db, owner.organizationId);
  await change(owner, 'restoreOrganization');
  const { auditEvents } = await owner.client.ask(
    `{ auditEvents(filter: { action: { eq: "job.dropped" } }) { nodes { targetType after actor { id } } } }`,
  );
  const dropped = auditEvents.nodes.map(({ after }: { after: { job: string } }) => after.job);
  expect(dropped.toSorted()).toEqual(['announce', 'send-member-added-mail']);
  expect(mails.to(member.email, WELCOME)).toEqual([]);
  expect(await notificationsOf(member.client.in(owner.organizationId))).toEqual([]);
});

test('the jobs of others go on meanwhile', async () => {
  await put('suspendOrganization(input: { reason: "Unpaid" })');
  const owner = await register(server.anonymous);
  const member = await join(owner, 'MEMBER');
  await until(() => mails.to(member.email, WELCOME)[0]);
});
