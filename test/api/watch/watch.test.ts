import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { notifyOfEvents } from '../../../src/modules/notification/event-notifications.ts';
import { countStatements, requestStatements } from '../../support/count-statements.ts';
import { type Account, add, join, register } from '../../support/client.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { assignTasks, notificationsOf, setPreferences } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';
import { tenantOf } from '../../support/tenant.ts';

const server = await startTestServer();
const { db } = server;
const mails = await receiveMails(server);

type Thing = 'Project' | 'Task';

const write = ({ client }: Account, field: string, id: string) =>
  client.codes(`mutation ($id: ID!) { ${field}(input: { id: $id }) { userErrors { code field } } }`, { id });
const watch = (account: Account, thing: Thing, id: string) => write(account, `watch${thing}`, id);
const unwatch = (account: Account, thing: Thing, id: string) => write(account, `unwatch${thing}`, id);

async function isWatching({ client }: Account, thing: Thing, id: string): Promise<boolean> {
  const field = thing.toLowerCase();
  const data = await client.ask(`query ($id: ID!) { ${field}(id: $id) { viewerIsWatching } }`, { id });
  return (data as Record<string, { viewerIsWatching: boolean }>)[field]!.viewerIsWatching;
}

/** Creates an owner with a project and a task, and two members. */
async function team() {
  const owner = await createOwner(server.anonymous, 'PRO', 'Olga Owner');
  const [max, mia] = [await join(owner, 'MEMBER', 'Max Member'), await join(owner, 'MEMBER', 'Mia Member')];
  const projectId = await createProject(owner.client);
  const taskId = await createTask(owner.client, projectId);
  // Whoever watches when the job runs is notified.
  await settled(owner);
  return { owner, max, mia, projectId, taskId };
}

/** Waits until all jobs of the organization are done. */
const settled = ({ organizationId }: Account) =>
  until(async () => {
    const { rows } = await sql`select from graphile_worker._private_jobs
      where payload ->> 'organizationId' = ${organizationId}`.execute(db);
    return rows.length === 0;
  });

/** Returns the notifications of an account about tasks in the owner's organization, once all are created. */
async function heard(owner: Account, { client }: Account) {
  await settled(owner);
  const all = await notificationsOf(client);
  return all.filter(({ kind }) => kind !== 'MEMBER_ADDED').map(({ kind, task }) => [kind, task?.id]);
}

const watchesOf = async ({ userId }: Account) =>
  db.selectFrom('watches').select(['project_id', 'task_id']).where('user_id', '=', userId).execute();

const setStatus = ({ client }: Account, id: string, status: string) =>
  client.ask(
    `mutation ($id: ID!) { updateTask(input: { id: $id, status: ${status} }) { userErrors { code } } }`,
    {
      id,
    },
  );

describe('a watcher of a project', () => {
  test('is notified of tasks that others create in it, until they stop watching', async () => {
    const { owner, max, mia, projectId } = await team();
    expect(await isWatching(max, 'Project', projectId)).toBe(false);
    const { watchProject } = await max.client.ask(
      `mutation ($id: ID!) { watchProject(input: { id: $id }) {
        project { id viewerIsWatching } userErrors { code } } }`,
      { id: projectId },
    );
    expect(watchProject.project).toEqual({ id: projectId, viewerIsWatching: true });
    expect([
      await isWatching(max, 'Project', projectId),
      await isWatching(mia, 'Project', projectId),
    ]).toEqual([true, false]);
    const first = await createTask(owner.client, projectId);
    await createTask(max.client, projectId);
    await createTask(owner.client, await createProject(owner.client));
    expect(await heard(owner, max)).toEqual([['TASK_CREATED', first]]);
    expect(await heard(owner, mia)).toEqual([]);
    expect(await unwatch(max, 'Project', projectId)).toEqual([]);
    expect(await isWatching(max, 'Project', projectId)).toBe(false);
    await createTask(owner.client, projectId);
    expect(await heard(owner, max)).toHaveLength(1);
  });

  test('is notified of each of several tasks, and of an assigned one only as the assignee', async () => {
    const { owner, max, mia, projectId } = await team();
    for (const member of [max, mia]) await watch(member, 'Project', projectId);
    const tasks = await assignTasks(owner, projectId, max.userId, 3);
    expect((await heard(owner, mia)).toSorted()).toEqual(tasks.map((id) => ['TASK_CREATED', id]).toSorted());
    expect((await heard(owner, max)).toSorted()).toEqual(tasks.map((id) => ['TASK_ASSIGNED', id]).toSorted());
  });

  test('gets mails according to the preference', async () => {
    const { owner, max, mia, projectId } = await team();
    for (const member of [max, mia]) await watch(member, 'Project', projectId);
    await setPreferences(mia.client, { kind: 'TASK_CREATED', email: true });
    await createTask(owner.client, projectId, { title: 'Mend the pier' });
    await settled(owner);
    const about = ({ email }: Account) => mails.to(email, 'created "Mend the pier"').length;
    expect([about(mia), about(max)]).toEqual([1, 0]);
  });
});

describe('a watcher of a task', () => {
  test('is notified of comments and of the status, once each', async () => {
    const { owner, max, mia, taskId } = await team();
    for (const member of [owner, max]) expect(await watch(member, 'Task', taskId)).toEqual([]);
    expect(await isWatching(max, 'Task', taskId)).toBe(true);
    await createComment(mia.client, taskId);
    await setStatus(mia, taskId, 'DONE');
    for (const member of [owner, max])
      expect((await heard(owner, member)).toSorted()).toEqual([
        ['TASK_COMMENTED', taskId],
        ['TASK_STATUS_CHANGED', taskId],
      ]);
    expect(await unwatch(max, 'Task', taskId)).toEqual([]);
    await createComment(mia.client, taskId);
    expect(await heard(owner, max)).toHaveLength(2);
    expect(await heard(owner, owner)).toHaveLength(3);
  });

  test('no longer watches it when it or its project is deleted', async () => {
    const { owner, max, projectId, taskId } = await team();
    await watch(max, 'Project', projectId);
    await watch(max, 'Task', taskId);
    await write(owner, 'deleteTask', taskId);
    expect(await watchesOf(max)).toEqual([{ project_id: projectId, task_id: null }]);
    await write(owner, 'deleteProject', projectId);
    expect(await watchesOf(max)).toEqual([]);
  });
});

describe('watching', () => {
  test('requires a member who is a person, and an existing object', async () => {
    const { owner, projectId, taskId } = await team();
    const stranger = await register(server.anonymous);
    for (const field of ['watchTask', 'unwatchTask']) {
      expect(await write(stranger, field, taskId)).toEqual(['NOT_FOUND']);
      expect(await write(stranger, field, randomUUID())).toEqual(['NOT_FOUND']);
    }
    expect(await watch(owner, 'Task', projectId)).toEqual(['NOT_FOUND']);
    const key = { ...owner, client: bearer(owner.client, (await createKey(owner.client)).secret) };
    expect(await watch(key, 'Task', taskId)).toEqual(['FORBIDDEN']);
    expect(await isWatching(key, 'Task', taskId)).toBe(false);
  });

  test('ends with the membership and does not return with a new one', async () => {
    const { owner, max, projectId } = await team();
    await watch(max, 'Project', projectId);
    await owner.client.ask(
      'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
      { id: max.userId },
    );
    expect(await watchesOf(max)).toEqual([]);
    await createTask(owner.client, projectId);
    await settled(owner);
    await add(owner, max);
    await createTask(owner.client, projectId);
    expect(await heard(owner, max)).toEqual([]);
    expect(await isWatching(max, 'Project', projectId)).toBe(false);
  });

  test('has no effect while the member is suspended', async () => {
    const { owner, max, projectId } = await team();
    await watch(max, 'Project', projectId);
    const member = `(input: { userId: "${max.userId}"`;
    await owner.client.ask(`mutation { suspendMember${member}, reason: "Lost" }) { userErrors { code } } }`);
    await createTask(owner.client, projectId);
    await settled(owner);
    expect(await unwatch(max, 'Project', projectId)).toEqual(['NOT_FOUND']);
    await owner.client.ask(`mutation { reinstateMember${member} }) { userErrors { code } } }`);
    const later = await createTask(owner.client, projectId);
    expect(await heard(owner, max)).toEqual([['TASK_CREATED', later]]);
  });

  test('twice at the same time has the effect of one call', async () => {
    const { max, projectId, taskId } = await team();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        index % 2 ? watch(max, 'Task', taskId) : watch(max, 'Project', projectId),
      ),
    );
    expect(answers.flat()).toEqual([]);
    expect(await watchesOf(max)).toHaveLength(2);
  });

  test('an object that is deleted at the same time succeeds or returns NOT_FOUND', async () => {
    const { owner, max, mia, projectId, taskId } = await team();
    const [deleted, ...answers] = await Promise.all([
      write(owner, 'deleteProject', projectId),
      ...[owner, max, mia].flatMap((member) => [
        watch(member, 'Task', taskId),
        watch(member, 'Project', projectId),
      ]),
    ]);
    expect(deleted).toEqual([]);
    expect(new Set([...answers.flat(), 'NOT_FOUND'])).toEqual(new Set(['NOT_FOUND']));
    for (const member of [owner, max, mia]) expect(await watchesOf(member)).toEqual([]);
  });

  test('a member can watch at most 1000 objects, even with concurrent calls', async () => {
    const { owner, max, projectId } = await team();
    await sql`
      insert into tasks (organization_id, project_id, title, status, priority, position)
      select organization_id, project_id, 'Task ' || n, 'TODO', priority, position || n
      from tasks, generate_series(1, 1001) as n where project_id = ${projectId}`.execute(db);
    const tasks = await db.selectFrom('tasks').select('id').where('project_id', '=', projectId).execute();
    await db
      .insertInto('watches')
      .values(
        tasks
          .slice(0, 999)
          .map(({ id }) => ({ organization_id: owner.organizationId, user_id: max.userId, task_id: id })),
      )
      .execute();
    const [a, b] = tasks.slice(999);
    const answers = await Promise.all([watch(max, 'Task', a!.id), watch(max, 'Task', b!.id)]);
    expect(answers.toSorted((one, other) => one.length - other.length)).toEqual([[], ['LIMIT_REACHED']]);
    expect(await watch(max, 'Project', projectId)).toEqual(['LIMIT_REACHED']);
    // Watching an object again does not count.
    expect(await watch(max, 'Task', tasks[0]!.id)).toEqual([]);
    expect(await unwatch(max, 'Task', tasks[0]!.id)).toEqual([]);
    expect(await watch(max, 'Project', projectId)).toEqual([]);
  });

  test('a project can have at most 500 watchers, even with concurrent calls', async () => {
    const { owner, max, mia, projectId } = await team();
    await watchByStrangers(owner, projectId, 499);
    const answers = await Promise.all([watch(max, 'Project', projectId), watch(mia, 'Project', projectId)]);
    expect(answers.toSorted((one, other) => one.length - other.length)).toEqual([[], ['LIMIT_REACHED']]);
  });
});

/** Adds this many members to the organization, who watch the project. */
async function watchByStrangers({ organizationId }: Account, projectId: string, count: number) {
  await sql`
    with people as (
      insert into users (email, full_name, password_hash)
      select gen_random_uuid() || '@polity.test', 'Wanda Watcher', 'none' from generate_series(1, ${count}::int) returning id
    ), members as (
      insert into memberships (organization_id, user_id, role)
      select ${organizationId}::uuid, id, 'MEMBER' from people returning user_id
    )
    select from members`.execute(db);
  await sql`
    insert into watches (organization_id, user_id, project_id)
    select m.organization_id, m.user_id, ${projectId}::uuid from memberships m join users u on u.id = m.user_id
    where m.organization_id = ${organizationId} and u.full_name = 'Wanda Watcher'`.execute(db);
}

describe('the number of statements', () => {
  test('of a list of tasks with `viewerIsWatching` is the same as of one task', async () => {
    const { owner, projectId, taskId } = await team();
    await watch(owner, 'Task', taskId);
    const listing = async (): Promise<[number, boolean[]]> => {
      const { result, statements } = await requestStatements(() =>
        owner.client.ask(
          'query ($id: ID!) { tasks(filter: { projectId: { eq: $id } }, orderBy: { field: CREATED_AT }, first: 50) { nodes { viewerIsWatching project { viewerIsWatching } } } }',
          { id: projectId },
        ),
      );
      return [statements.length, result.tasks.nodes.map((each) => each.viewerIsWatching)];
    };
    await settled(owner);
    const [one] = await listing();
    await assignTasks(owner, projectId, owner.userId, 30);
    await settled(owner);
    const [many, watched] = await listing();
    expect(many).toBe(one);
    expect(watched).toEqual([true, ...Array.from({ length: 30 }, () => false)]);
  });

  test('for notifying many watchers of many tasks is the same as for one of one', async () => {
    const { owner, max, projectId, taskId } = await team();
    await watch(max, 'Project', projectId);
    const telling = (taskIds: string[]) =>
      db.transaction().execute(async (db) => {
        await sql`select set_config('app.organization_id', ${owner.organizationId}, true)`.execute(db);
        const happenings = taskIds.map((id) => ({ type: 'task.created', data: { task: { id, projectId } } }));
        return countStatements(() =>
          notifyOfEvents(
            { tenant: tenantOf(db, owner.organizationId) } as never,
            { id: randomUUID(), happenings, actorId: owner.userId } as never,
          ),
        );
      });
    const few = await telling([taskId]);
    await watchByStrangers(owner, projectId, 60);
    const tasks = await assignTasks(owner, projectId, owner.userId, 20);
    await settled(owner);
    expect(await telling(tasks)).toBe(few);
  });
});

test('requests cannot read the watchers, neither from the table nor from the function for jobs', async () => {
  const { owner, max, projectId } = await team();
  await watch(max, 'Project', projectId);
  const serving = new pg.Client({ connectionString: server.urls.servingUrl });
  await serving.connect();
  try {
    await serving.query('begin');
    await serving.query(
      `select set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true)`,
      [owner.organizationId, owner.userId],
    );
    expect((await serving.query('select from watches')).rowCount).toBe(0);
    await expect(
      serving.query('select from app.find_watchers($1, $2)', [[projectId], []]),
    ).rejects.toMatchObject({ code: '42501' });
    await serving.query('rollback');
    await expect(
      serving.query('insert into watches (organization_id, user_id, project_id) values ($1, $2, $3)', [
        owner.organizationId,
        owner.userId,
        projectId,
      ]),
    ).rejects.toMatchObject({ code: '42501' });
  } finally {
    await serving.end();
  }
});
