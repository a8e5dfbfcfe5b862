import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { whileAcquainted } from '../support/acquaintance.ts';
import { type Account, join, register } from '../support/client.ts';
import { hurry, jobsOf, settled } from '../support/jobs.ts';
import { receiveMails, until } from '../support/mail.ts';
import { notificationsOf } from '../support/notifications.ts';
import { inHours, setUntil } from '../support/organizations.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { db } = server;
const mails = await receiveMails(server);
const WELCOME = 'You are now a member';

const change = ({ client }: Account, field: string) =>
  client.ask(`mutation { ${field} { userErrors { code } } }`);

/** Creates an organization that was suspended or archived just after jobs were added. */
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
  test('wait, however often a worker finds them, and run soon after it is reinstated', async () => {
    const { owner, member } = await put('suspendOrganization(input: { reason: "Unpaid" })');
    await expect.poll(() => states(owner.organizationId)).toEqual(waiting);
    await hurry(db, owner.organizationId);
    await expect.poll(() => states(owner.organizationId)).toEqual(waiting);
    expect(mails.to(member.email, WELCOME)).toEqual([]);
    await change(owner, 'reinstateOrganization');
    await until(() => mails.to(member.email, WELCOME)[0]);
    await settled(db, owner.organizationId);
    expect(await notificationsOf(member.client.in(owner.organizationId))).toHaveLength(1);
    expect(mails.to(member.email, WELCOME)).toHaveLength(1);
  });

  test('keep their age, priority and attempts', async () => {
    const { owner } = await put('suspendOrganization(input: { reason: "Unpaid" })');
    await expect.poll(() => states(owner.organizationId)).toEqual(waiting);
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
    const until = inHours(1);
    const { owner, member } = await put(
      `suspendOrganization(input: { reason: "Unpaid", until: "${until}" })`,
    );
    await expect.poll(() => states(owner.organizationId)).toEqual(waiting);
    const jobs = await jobsOf(db, owner.organizationId);
    expect(jobs.map(({ runAt }) => Date.parse(runAt))).toEqual([Date.parse(until), Date.parse(until)]);
    expect(mails.to(member.email, WELCOME)).toEqual([]);
    // Lets the hour pass, for the suspension and the jobs alike.
    await setUntil(server, owner, inHours(0));
    await sql`update graphile_worker._private_jobs set run_at = run_at - interval '1 hour'
      where payload ->> 'organizationId' = ${owner.organizationId}`.execute(db);
    await expect.poll(() => mails.to(member.email, WELCOME).length).toBe(1);
  });

  test('run after a reinstatement that happens while they are being postponed', async () => {
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

test('the jobs of an archived organization are dropped with an audit event, and do not run after it is restored', async () => {
  const { owner, member } = await put('archiveOrganization(input: { reason: "Done" })');
  await settled(db, owner.organizationId);
  await change(owner, 'restoreOrganization');
  const { auditEvents } = await owner.client.ask(
    `{ auditEvents(filter: { action: { eq: "job.dropped" } }) { nodes { targetType after actor { id } } } }`,
  );
  const dropped = auditEvents.nodes.map(({ after }) => (after as { job: string }).job);
  expect(dropped.toSorted()).toEqual(['announce', 'send-member-added-mail']);
  expect(mails.to(member.email, WELCOME)).toEqual([]);
  expect(await notificationsOf(member.client.in(owner.organizationId))).toEqual([]);
});

test('the jobs of other organizations run meanwhile', async () => {
  await put('suspendOrganization(input: { reason: "Unpaid" })');
  const owner = await register(server.anonymous);
  const member = await join(owner, 'MEMBER');
  await until(() => mails.to(member.email, WELCOME)[0]);
});
