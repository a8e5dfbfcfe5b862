import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { createPool } from '../../src/database/client.ts';
import { createSystemHandle, processDb, type SystemDb } from '../../src/database/system.ts';
import { changePlan } from '../fixtures/owner.ts';
import { createComment, createProject, createTask } from '../fixtures/work.ts';
import { type Account, Client, register } from '../support/client.ts';
import { enqueue, jobsOf } from '../support/jobs.ts';
import { receive, until } from '../support/mail.ts';
import { startReceiver, verify } from '../support/receiver.ts';
import { presentRelease, serveAs, unpackPreviousRelease, workAs } from '../support/release.ts';
import { createDatabase } from '../support/server.ts';
import { createEndpoint, newPath } from '../support/webhooks.ts';

const receiver = await startReceiver();
const { mails, port } = await receive();
const settings = {
  WORKER: 'off',
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  SECRETS_KEY: generateSecretsKey(),
  WEBHOOK_ALLOW_PRIVATE: 'true',
};
/** Jobs that only this release knows, and that nobody knows yet: one of the release that comes next. */
const PRESENT = 'apply-plan-change';
const LATER = 'a-job-of-the-next-release';

function open(url: string): SystemDb {
  const pool: pg.Pool = createPool(url, 2, pino({ level: 'silent' }));
  onTestFinished(() => pool.end());
  return processDb({ system: createSystemHandle(pool) });
}

/** What somebody did through a server, and with it the jobs that this server has queued. */
interface Work {
  owner: Account;
  member: Account;
  path: string;
  secret: string;
}

const mailsTo = (email: string) => mails.filter((mail) => mail.to.includes(email));

/** Does what queues jobs of all sorts: mails about accounts and of organizations, notifications, webhooks. */
async function work(url: string, db: SystemDb): Promise<Work> {
  const [owner, member] = await Promise.all(
    ['Olga Owner', 'Max Member'].map((name) => register(new Client(url), name)),
  );
  const { organizationId, client } = owner!;
  // An address that is verified already gets no link.
  for (const { email } of [owner!, member!])
    await expect.poll(() => mailsTo(email).length, { timeout: 60_000 }).toBe(1);
  await db
    .updateTable('users')
    .set({ email_verified_at: new Date().toISOString() })
    .where('id', 'in', [owner!.userId, member!.userId])
    .execute();
  await db
    .insertInto('memberships')
    .values({ organization_id: organizationId, user_id: member!.userId, role: 'MEMBER' })
    .execute();
  await changePlan(client, 'PRO');
  const path = newPath();
  const { secret } = await createEndpoint(owner!, receiver.origin + path, {
    events: ['project.created', 'task.created', 'task.assigned', 'comment.created'],
  });
  const projectId = await createProject(client);
  const taskId = await createTask(client, projectId, { assigneeId: member!.userId });
  await createComment(client, taskId, { mentionedUserIds: [member!.userId] });
  await client.ask(
    'mutation ($email: String!) { inviteMember(input: { email: $email }) { userErrors { code } } }',
    { email: `invited-${member!.email}` },
  );
  await client.ask(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email: owner!.email },
  );
  return { owner: owner!, member: member!, path, secret };
}

/** Waits until the jobs of the work are done, and compares what they did with what they have to do. */
async function expectDone(db: SystemDb, { owner, member, path, secret }: Work): Promise<void> {
  await until(async () => {
    const left = await jobsOf(db, owner.organizationId);
    return left.every(({ task }) => task === PRESENT || task === LATER) ? true : undefined;
  });
  const kinds = await db
    .selectFrom('notifications')
    .select('kind')
    .where('organization_id', '=', owner.organizationId)
    .where('user_id', '=', member.userId)
    .execute();
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['MENTIONED', 'TASK_ASSIGNED']);
  await expect.poll(() => mailsTo(member.email).length).toBe(3);
  await expect.poll(() => mailsTo(owner.email).length).toBe(2);
  expect(mailsTo(`invited-${member.email}`)).toHaveLength(1);
  const received = await receiver.wait(path, 4);
  expect(received.map((message) => verify(secret, message).type).toSorted()).toEqual([
    'comment.created',
    'project.created',
    'task.assigned',
    'task.created',
  ]);
}

/** Queues jobs of this and of the next release, and one whose payload only the next release knows. */
async function queueNewJobs(db: SystemDb, { owner: { organizationId, userId } }: Work): Promise<void> {
  for (const task of [PRESENT, LATER]) await enqueue(db, organizationId, task, [{}]);
  await enqueue(db, organizationId, 'announce', [
    {
      id: crypto.randomUUID(),
      happenings: [{ type: 'task.hidden', sequence: 1, data: { task: { id: userId }, hiddenFor: 'all' } }],
      actorId: null,
      occurredAt: new Date().toISOString(),
      addedLater: { any: 'thing' },
    },
  ]);
}

/** Jobs that the workers do not know wait as they are, for a worker that does. */
const expectLeftAlone = (db: SystemDb, { owner }: Work, ...tasks: string[]) =>
  expect
    .poll(() => jobsOf(db, owner.organizationId))
    .toMatchObject(tasks.map((task) => ({ task, state: 'ready', attempts: 0, lastError: null })));

const failures = async (db: SystemDb) =>
  (await sql<{ task: string }>`select task from job_counts where failed > 0`.execute(db)).rows;

test(
  'workers of the previous release and of this one run the jobs of both releases’ servers, alone and side by side',
  { timeout: 180_000 },
  async () => {
    const release = await unpackPreviousRelease();
    const urls = await createDatabase();
    const db = open(urls.systemUrl);
    const [before, present, endBefore] = await Promise.all([
      serveAs(release, urls, settings),
      serveAs(presentRelease, urls, settings),
      workAs(release, urls, settings),
    ]);
    const first = await work(present, db);
    // The previous release does not know the event of a planned change either.
    await first.owner.client.ask('mutation { cancelPlan { userErrors { code } } }');
    await queueNewJobs(db, first);
    await expectDone(db, first);
    await expectLeftAlone(db, first, PRESENT, LATER);

    const endPresent = await workAs(presentRelease, urls, settings);
    const both = await Promise.all([work(before, db), work(present, db)]);
    for (const each of both) await queueNewJobs(db, each);
    for (const each of both) await expectDone(db, each);
    for (const each of [first, ...both]) await expectLeftAlone(db, each, LATER);

    expect(await endBefore()).toBe(0);
    const last = await work(before, db);
    await queueNewJobs(db, last);
    await expectDone(db, last);
    await expectLeftAlone(db, last, LATER);
    expect(await endPresent()).toBe(0);
    expect(await failures(db)).toEqual([]);
  },
);
