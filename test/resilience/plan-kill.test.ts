import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startWorker as startJobs } from '../../src/jobs/worker.ts';
import { createMailer } from '../../src/mail/mailer.ts';
import { workload } from '../../src/modules/workload.ts';
import { createOwner } from '../fixtures/owner.ts';
import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { type Account, Client } from '../support/client.ts';
import { programEnvironment } from '../support/environment.ts';
import { freePort } from '../support/free-port.ts';
import { enqueue, settled } from '../support/jobs.ts';
import { until } from '../support/mail.ts';
import { CHECKOUT } from '../support/payments.ts';
import { bringForward, declareTrial, lifeOf, startTrial } from '../support/plan-changes.ts';
import { startTestServer } from '../support/server.ts';
import { WEBHOOK_SECRET } from '../support/stripe-events.ts';
import { SECRET_KEY, startStripe } from '../support/stripe-server.ts';
import { foundEarlier, month, seal } from '../support/usage.ts';

const stripe = await startStripe();
const payments = {
  STRIPE_SECRET_KEY: SECRET_KEY,
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  STRIPE_API_URL: stripe.url,
};
/** It has no worker: all jobs run in processes that are killed. */
const server = await startTestServer({ ...payments, APP_URL: 'https://app.test' });
const { db, anonymous, urls } = server;
const mailer = createMailer(server.services.config.mail, server.services.logger);
afterAll(() => mailer.close());
const folder = await mkdtemp(path(tmpdir(), 'polity-kill-'));
const running = new Set<ChildProcess>();
const killAll = async () => {
  for (const child of running) await kill(child);
};
afterAll(async () => {
  await killAll();
  await rm(folder, { recursive: true, force: true });
});
afterEach(killAll);

function start(file: string, more: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [path(import.meta.dirname, '../../src', file)], {
    env: {
      ...programEnvironment,
      ...payments,
      DATABASE_URL: urls.systemUrl,
      DATABASE_APP_URL: urls.servingUrl,
      LOG_LEVEL: 'fatal',
      ...more,
    },
    stdio: 'ignore',
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
const startWorker = () => start('worker.ts');

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Somebody waits for a lock in this database, so that the process is in the middle of its work. */
const isWaiting = async () => {
  const { rows } = await sql`
    select from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where not l.granted and a.datname = current_database()`.execute(db);
  return rows.length > 0;
};

/** Locks rows, calls `begin`, and kills the process that then waits for them. */
async function killWhileLocked(lock: ReturnType<typeof sql>, begin: () => ChildProcess): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lock.execute(tx);
    const child = begin();
    await until(isWaiting, { seconds: 60 });
    await kill(child);
    // PostgreSQL notices that the process is gone, and rolls back, when the lock is released.
  });
}

/** Lets a new worker do what is left. It unlocks the jobs of the killed one sooner than others would. */
async function finish({ organizationId }: Account, tasks: string[]): Promise<void> {
  const patience = { interval: 100, grace: 300 };
  const worker = await startJobs({ ...server.services, mailer, patience }, workload);
  for (const task of tasks) await settled(db, organizationId, task, 120);
  await worker.stop();
}

const lockOrganization = ({ organizationId }: Account) =>
  sql`select from organizations where id = ${organizationId} for update`;
const auditOf = async ({ organizationId }: Account) => {
  const { rows } = await sql<{ action: string }>`
    select action from audit_events where organization_id = ${organizationId}
      and (action like 'organization.plan%' or action like 'payment.sub%') order by id`.execute(db);
  return rows.map(({ action }) => action);
};
const announcements = async ({ organizationId }: Account, type: string) => {
  const { rows } = await sql`
    select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id,
      json_array_elements(j.payload -> 'happenings') as happening
    where t.identifier = 'announce' and j.payload ->> 'organizationId' = ${organizationId}
      and happening ->> 'type' = ${type}`.execute(db);
  return rows.length;
};

test(
  'a server that is killed while it moves organizations has moved each of them once or not at all',
  { timeout: 180_000 },
  async () => {
    const admin = await createPlatformAdmin(server);
    const owners: Account[] = [];
    for (let count = 0; count < 6; count++) owners.push(await createOwner(anonymous));
    const plan = 'P_MOVED';
    await admin.client.ask(
      'mutation ($plan: PlanCode!) { createPlan(input: { plan: $plan, name: "P", terms: {} }) { userErrors { code } } }',
      { plan },
    );
    const input = {
      organizationIds: owners.map(({ organizationId }) => organizationId),
      plan,
      reason: 'A test',
    };
    const MOVE = `mutation ($input: MovePlanVersionInput!) { movePlanVersion(input: $input) {
      moves { status } userErrors { code } } }` as const;
    const port = await freePort();
    const child = start('main.ts', {
      PORT: String(port),
      WORKER: 'off',
      POLITY_DATA_DIR: folder,
    });
    const remote = new Client(`http://127.0.0.1:${port}`);
    await until(async () => (await fetch(`${remote.url}/ready`).catch(() => undefined))?.ok, { seconds: 60 });
    const { login } = await remote.ask(
      `mutation ($email: String!) { login(input: { email: $email, password: "correct horse battery" }) {
        accessToken userErrors { code } } }`,
      { email: admin.email },
    );
    const signedIn = remote.with({ authorization: `Bearer ${login.accessToken}` });
    let answer: Promise<unknown> | undefined;
    await killWhileLocked(lockOrganization(owners[3]!), () => {
      answer = signedIn.send(MOVE, { input }).catch(() => 'killed');
      return child;
    });
    expect(await answer).toBe('killed');
    const moved = async () => Promise.all(owners.map(async (owner) => (await lifeOf(owner)).plan));
    expect(await moved()).toEqual([plan, plan, plan, 'FREE', 'FREE', 'FREE']);
    const { moves } = await admin.client.payload(MOVE, { input });
    expect(moves!.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 3 }, () => 'UNCHANGED'),
      ...Array.from({ length: 3 }, () => 'MOVED'),
    ]);
    expect(await moved()).toEqual(owners.map(() => plan));
    for (const owner of owners) {
      expect(await auditOf(owner)).toEqual(['organization.plan_version_moved']);
      expect(await announcements(owner, 'plan.version_moved')).toBe(1);
    }
  },
);

test(
  'a worker that is killed between the answer of Stripe and its own commit ends in the present state',
  { timeout: 240_000 },
  async () => {
    const owner = await createOwner(anonymous);
    const { organizationId } = owner;
    const { url } = await owner.client.payload(CHECKOUT, { input: { plan: 'PRO' } });
    const { id, customer } = stripe.pay(url!);
    const sync = () => enqueue(db, organizationId, 'sync-payment', [{}]);
    const request = () =>
      db
        .updateTable('payment_customers')
        .set((eb) => ({ requested: eb('requested', '+', '1') }))
        .where('organization_id', '=', organizationId)
        .execute();
    await sync();
    const seen = stripe.callsTo('GET', '/subscriptions').length;
    await killWhileLocked(lockOrganization(owner), startWorker);
    expect(stripe.callsTo('GET', '/subscriptions').length).toBeGreaterThan(seen);
    expect((await lifeOf(owner)).plan).toBe('FREE');
    await finish(owner, ['sync-payment']);
    expect((await lifeOf(owner)).history[0]).toBe('PRO');
    expect(await auditOf(owner)).toEqual(['organization.plan_changed', 'payment.subscription_updated']);
    expect(stripe.of(customer as string).map((each) => [each.id, each.status])).toEqual([[id, 'active']]);

    // The invoice exists, and this is not recorded.
    await foundEarlier(db, organizationId, 1);
    await db
      .updateTable('payment_customers')
      .set({ billed_from: `${month(-1)}-01` })
      .where('organization_id', '=', organizationId)
      .execute();
    await seal(db);
    await request();
    await sync();
    await killWhileLocked(sql`lock table payment_invoices in share mode`, startWorker);
    stripe.forgetKeys();
    await finish(owner, ['sync-payment']);
    expect([...stripe.invoices.values()].filter((each) => each.customer === customer)).toMatchObject([
      { status: 'open', description: `Statement of ${month(-1)}` },
    ]);
    const sent = await db
      .selectFrom('payment_invoices')
      .select('month')
      .where('organization_id', '=', organizationId)
      .execute();
    expect(sent).toHaveLength(1);
    expect(await auditOf(owner)).toHaveLength(2);
  },
);

test(
  'a worker that is killed at the end of a trial ends it once, at its instant',
  { timeout: 180_000 },
  async () => {
    await declareTrial(db, 14);
    const owner = await createOwner(anonymous);
    await startTrial(owner);
    const ended = new Date(Date.now() - 1).toISOString();
    await bringForward(db, owner, ended);
    await enqueue(db, owner.organizationId, 'apply-plan-change', [{}]);
    await killWhileLocked(lockOrganization(owner), startWorker);
    expect((await lifeOf(owner)).plan).toBe('PRO');
    await finish(owner, ['apply-plan-change']);
    const life = await lifeOf(owner);
    expect(life).toMatchObject({ plan: 'FREE', planned: null });
    expect(life.history.filter((each) => each === 'PRO trial')).toHaveLength(1);
    expect(Date.parse(life.from!)).toBe(Date.parse(ended));
    expect(await auditOf(owner)).toEqual([
      'organization.plan_trial_started',
      'organization.plan_trial_ended',
      'organization.plan_changed',
    ]);
  },
);
