// Each place that adds a job passes its trace on.

import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { processDb } from '../../src/database/system.ts';
import { defineRemoteJob } from '../../src/jobs/define-job.ts';
import { requestDueSyncs, requestSyncOfCustomer } from '../../src/modules/payment/system-queries.ts';
import { recordThresholds } from '../../src/modules/usage/alerts.ts';
import { runIn, startRoot } from '../../src/tracing/tracing.ts';
import { createTask } from '../fixtures/work.ts';
import { createHouse, departures, invite, joinAs, settle } from '../support/departure.ts';
import { newTrace, startOtlpReceiver, tracedTo } from '../support/otlp-receiver.ts';
import { runScheduled } from '../support/scheduled-jobs.ts';
import { startTestServer } from '../support/server.ts';

// No worker runs: all jobs stay.
const server = await startTestServer(tracedTo(await startOtlpReceiver()));
const db = processDb(server.services);
const state = 'vendor=some,other=thing';

/** The names of the jobs that have this trace and, if there is one, this state. */
async function jobsOf(traceId: string, tracestate: string | null = state): Promise<string[]> {
  const { rows } = await sql<{ task: string; tracestate: string | null }>`
    select distinct t.identifier as task, j.payload ->> 'tracestate' as tracestate
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'traceparent' like ${`00-${traceId}-%`} order by 1`.execute(db);
  for (const row of rows) expect(row).toMatchObject({ tracestate });
  return rows.map(({ task }) => task);
}

/** Runs `work` as a job of the clock does. Returns the names of the jobs that it adds. */
async function addedBy(work: () => Promise<unknown>): Promise<string[]> {
  const { traceId, traceparent } = newTrace();
  await runIn(
    startRoot('job', () => ({ attempt: 1 }), { traceparent, tracestate: state })!,
    work,
  );
  return jobsOf(traceId);
}

test('jobs are added by a few functions only, which pass the trace on', async () => {
  const root = join(import.meta.dirname, '../../src');
  const files = (await readdir(root, { recursive: true })).filter((file) => /(?<!\.d)\.ts$/.test(file));
  const calling = async (call: RegExp) => {
    const found = await Promise.all(
      files.map(async (file) => (call.test(await readFile(join(root, file), 'utf8')) ? [file] : [])),
    );
    return found.flat().toSorted();
  };
  expect(await calling(/\b(add_jobs?|enqueue_job)\(/)).toEqual(['jobs/enqueue.ts']);
  // Each is tested below. Outside of a transaction they would have no trace.
  expect(await calling(/add_announcement\(/)).toEqual([
    'modules/account/departures.ts',
    'modules/membership/ended-suspension-queries.ts',
    'modules/usage/alerts.ts',
  ]);
});

test('the database adds the trace of the transaction to a job, whichever function inserts it', async () => {
  const { traceId, traceparent } = newTrace();
  const kept = newTrace();
  await db.transaction().execute(async (tx) => {
    const name = randomUUID();
    await sql`select set_config('app.traceparent', ${traceparent}, true), set_config('app.tracestate', ${state}, true)`.execute(
      tx,
    );
    await sql`select graphile_worker.add_job('one')`.execute(tx);
    await sql`select graphile_worker.add_job('one', ${JSON.stringify({ traceparent: kept.traceparent })}::json)`.execute(
      tx,
    );
    await sql`select graphile_worker.add_jobs(array[
      row('several', '{"a":1}', null, null, null, null, null, null)::graphile_worker.job_spec])`.execute(tx);
    await sql`select graphile_worker.add_job('keyed', '{}', job_key => ${name})`.execute(tx);
    await sql`select graphile_worker.add_job('list', '[1]')`.execute(tx);
  });
  expect(await jobsOf(traceId)).toEqual(['keyed', 'one', 'several']);
  expect(await jobsOf(kept.traceId, null)).toEqual(['one']);
  await sql`select graphile_worker.add_job('untraced')`.execute(db);
  const { rows } = await sql`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'untraced'`.execute(db);
  expect(rows).toEqual([{ payload: {} }]);
});

test.each(Object.keys(departures))('%s advises to rotate secrets within the trace', async (way) => {
  const house = await createHouse(server);
  const leaver = await joinAs(house, 'ADMIN');
  await settle(house, leaver);
  const { traceId, traceparent } = newTrace();
  const traced = <Person extends { client: typeof leaver.client }>(person: Person): Person => ({
    ...person,
    client: person.client.with({ traceparent, tracestate: state }),
  });
  await departures[way]!({ owner: traced(house.owner), platform: traced(house.platform) }, traced(leaver));
  expect(await jobsOf(traceId)).toContain('advise-secret-rotation');
});

test('mails and events of requests are in their trace', async () => {
  const house = await createHouse(server);
  const { traceId, traceparent } = newTrace();
  const client = house.owner.client.with({ traceparent, tracestate: state });
  await invite(client, 'MEMBER');
  const { createProject } = await client.ask(
    'mutation { createProject(input: { name: "P" }) { project { id } userErrors { code } } }',
  );
  await createTask(client, createProject.project!.id);
  await client.ask(
    `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }`,
    {
      email: house.owner.email,
    },
  );
  expect(await jobsOf(traceId)).toEqual(['announce', 'send-invitation-mail', 'send-password-reset-mail']);
});

test('what a platform administrator writes as a user is in the trace', async () => {
  const { owner, platform } = await createHouse(server);
  const { startImpersonation } = await platform.client.ask(
    `mutation ($input: StartImpersonationInput!) { startImpersonation(input: $input) {
      accessToken userErrors { code } } }`,
    {
      input: {
        userId: owner.userId,
        organizationId: owner.organizationId,
        reason: 'A question about a missing task',
        allowsWrites: true,
      },
    },
  );
  const { traceId, traceparent } = newTrace();
  await server.anonymous
    .with({ authorization: `Bearer ${startImpersonation.accessToken}`, traceparent, tracestate: state })
    .ask('mutation { createProject(input: { name: "P" }) { project { id } userErrors { code } } }');
  expect(await jobsOf(traceId)).toEqual(['announce']);
});

test('scheduled jobs pass their trace on to the jobs that they add', async () => {
  const house = await createHouse(server);
  const { organizationId } = house.owner;
  const member = await joinAs(house, 'MEMBER');
  const job = defineRemoteJob({ name: 'sync-payment', run: async () => undefined });
  const customerId = `cus_${randomUUID()}`;
  await db
    .insertInto('payment_customers')
    .values({ organization_id: organizationId, customer_id: customerId, status: 'ACTIVE' })
    .execute();
  expect(await addedBy(() => requestSyncOfCustomer(server.services, job, customerId))).toEqual([
    'sync-payment',
  ]);
  await sql`update payment_customers set reconcile_at = now() - interval '1 day'`.execute(db);
  expect(await addedBy(() => requestDueSyncs(db, job))).toEqual(['sync-payment']);
  await sql`update memberships set member_suspended_at = now() - interval '2 days',
    member_suspended_until = now() - interval '1 day' where user_id = ${member.userId}`.execute(db);
  expect(await addedBy(() => runScheduled(server, 'end-suspensions'))).toEqual(['announce']);
  const reached = { organizationId, period: '2026-10-01', what: 'api.requests', used: '100', limit: '100' };
  expect(await addedBy(() => db.transaction().execute((tx) => recordThresholds(tx, [reached])))).toEqual([
    'announce',
  ]);
  await sql`insert into planned_plan_changes (organization_id, kind, from_plan_code, plan_code, at, due_at)
    values (${organizationId}, 'CHANGE', 'PRO', 'FREE', date_trunc('day', now()), now())`.execute(db);
  expect(await addedBy(() => runScheduled(server, 'apply-plan-changes'))).toEqual(['apply-plan-change']);
});
