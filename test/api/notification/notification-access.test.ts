import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createProject } from '../../fixtures/work.ts';
import type { DB } from '../../../src/generated/database.ts';
import { type Account, join, register } from '../../support/client.ts';
import { enqueue, settled } from '../../support/jobs.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { assignTasks, notificationsOf, notified } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { db } = server;
const mails = await receiveMails(server);

const remove = (owner: Account, { userId }: Account) =>
  owner.client.ask(
    `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }`,
    { userId },
  );

const count = async (table: keyof DB & string, { userId }: Account) => {
  const { rows } = await sql`select from ${sql.table(table)} where user_id = ${userId}`.execute(db);
  return rows.length;
};

/** Adds the job with which a request announces a changed role. */
const announceRole = ({ organizationId }: Account, { userId }: Account, id: string) =>
  enqueue(db, organizationId, 'announce', [
    {
      id,
      happenings: [{ type: 'member.role_updated', data: { userId, role: 'MEMBER' } }],
      actorId: null,
      occurredAt: new Date().toISOString(),
    },
  ]);

describe('a notification', () => {
  test('is not visible to anybody but its recipient, not even the owner', async () => {
    const owner = await register(server.anonymous);
    const member = await join(owner, 'MEMBER');
    const [told] = await notified(member.client);
    const find = (client: Account['client']) =>
      client.ask(
        `query ($id: ID!) { node(id: $id) { id } unreadNotificationCount
          _entities(representations: [{ __typename: "Notification", id: $id }]) { ... on Notification { id } } }`,
        { id: told!.id },
      );
    const { id } = told!;
    expect(await find(member.client)).toEqual({
      node: { id },
      unreadNotificationCount: 1,
      _entities: [{ id }],
    });
    expect(await find(owner.client)).toEqual({ node: null, unreadNotificationCount: 0, _entities: [null] });
    for (const how of ['Read', 'Unread'])
      expect(
        await owner.client.codes(
          `mutation ($id: ID!) { markNotification${how}(input: { id: $id }) { userErrors { code } } }`,
          { id },
        ),
      ).toEqual(['NOT_FOUND']);
    await owner.client.ask('mutation { markAllNotificationsRead { affectedCount userErrors { code } } }');
    expect(await notificationsOf(member.client)).toMatchObject([{ id, isRead: false }]);
  });

  test('is not visible in another organization of its recipient', async () => {
    const owner = await register(server.anonymous);
    const member = await join(owner, 'MEMBER');
    await notified(member.client);
    const home = await member.client.ask('{ organizations { nodes { id } } }');
    const elsewhere = home.organizations.nodes.find(
      ({ id }: { id: string }) => id !== owner.organizationId,
    )!.id;
    expect(await notificationsOf(member.client.in(elsewhere))).toEqual([]);
  });

  test('and preferences are protected by row-level security alone', async () => {
    const owner = await register(server.anonymous);
    const member = await join(owner, 'MEMBER');
    await notified(member.client);
    await db
      .insertInto('notification_preferences')
      .values({ organization_id: owner.organizationId, user_id: member.userId, kind: 'MENTIONED' })
      .execute();
    const serving = await server.servingPool.connect();
    const as = async (userId: string | null, statement: string) => {
      await serving.query('begin');
      try {
        await serving.query(
          `select set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true)`,
          [owner.organizationId, userId ?? ''],
        );
        return (await serving.query(statement)).rowCount;
      } finally {
        await serving.query('rollback');
      }
    };
    try {
      for (const table of ['notifications', 'notification_preferences']) {
        expect(await as(member.userId, `select from ${table}`)).toBe(1);
        for (const other of [owner.userId, null]) expect(await as(other, `select from ${table}`)).toBe(0);
      }
      const mark = 'update notifications set read_at = now()';
      expect(await as(owner.userId, mark)).toBe(0);
      expect(await as(member.userId, mark)).toBe(1);
      for (const statement of [
        `select app.notify('${owner.organizationId}', '[]')`,
        `select app.unsubscribe_secret('${owner.userId}')`,
        'select from unsubscribe_secrets',
        'delete from notifications',
        `update notifications set kind = 'MENTIONED'`,
        'insert into notifications default values',
        `insert into notification_preferences values ('${owner.organizationId}', '${member.userId}', 'X')`,
      ])
        await expect(as(owner.userId, statement), statement).rejects.toMatchObject({ code: '42501' });
      const elsewhere = (await register(server.anonymous)).organizationId;
      await expect(as(null, `select * from app.notify('${elsewhere}', '[]')`)).rejects.toMatchObject({
        code: '42501',
      });
    } finally {
      serving.release();
    }
  });
});

describe('a person without access gets no notification:', () => {
  test('a removed member, whose notifications and preferences are gone', async () => {
    const owner = await register(server.anonymous);
    const member = await join(owner, 'MEMBER');
    await notified(member.client);
    await remove(owner, member);
    expect(await count('notifications', member)).toBe(0);
    expect(await count('notification_preferences', member)).toBe(0);
    await announceRole(owner, member, 'late');
    await settled(db, owner.organizationId);
    expect(await count('notifications', member)).toBe(0);
    expect(mails.to(member.email, 'made you')).toEqual([]);
  });

  test('a person with a suspended account, until it is active', async () => {
    const owner = await register(server.anonymous);
    const member = await join(owner, 'MEMBER');
    await notified(member.client);
    const suspend = (status_until: string | null) =>
      db
        .updateTable('users')
        .set({ status: 'SUSPENDED', status_until })
        .where('id', '=', member.userId)
        .execute();
    await suspend(null);
    await announceRole(owner, member, 'while suspended');
    await settled(db, owner.organizationId);
    expect(await count('notifications', member)).toBe(1);
    await suspend('2020-01-01');
    await announceRole(owner, member, 'afterwards');
    await settled(db, owner.organizationId);
    expect(await count('notifications', member)).toBe(2);
    await until(() => mails.to(member.email, 'Somebody made you MEMBER')[0]);
    expect(mails.to(member.email, 'made you')).toHaveLength(1);
  });

  test('in a suspended organization notifications can be read but not marked, in an archived one they are hidden', async () => {
    const owner = await register(server.anonymous);
    const member = await join(owner, 'MEMBER');
    await notified(member.client);
    const set = (status: string) =>
      db.updateTable('organizations').set({ status }).where('id', '=', owner.organizationId).execute();
    await set('SUSPENDED');
    expect(await notificationsOf(member.client)).toHaveLength(1);
    const mark = 'mutation { markAllNotificationsRead { userErrors { code } } }';
    expect(await member.client.codes(mark)).toEqual(['ORGANIZATION_SUSPENDED']);
    await set('ARCHIVED');
    expect(await member.client.codes('{ unreadNotificationCount }')).toEqual(['NOT_FOUND']);
  });

  test('a task that was deleted meanwhile causes no notification, and earlier ones are deleted', async () => {
    const owner = await register(server.anonymous);
    const member = await join(owner, 'MEMBER');
    const projectId = await createProject(owner.client);
    const [taskId] = await assignTasks(owner, projectId, member.userId);
    await notified(member.client, 2);
    await owner.client.ask(`mutation ($id: ID!) { deleteTask(input: { id: $id }) { userErrors { code } } }`, {
      id: taskId!,
    });
    await settled(db, owner.organizationId);
    expect((await notificationsOf(member.client)).map(({ kind }) => kind)).toEqual(['MEMBER_ADDED']);
  });
});

test('a job that runs again, alone or concurrently, creates no second notification', async () => {
  const owner = await register(server.anonymous);
  const member = await join(owner, 'MEMBER');
  await notified(member.client);
  await Promise.all(Array.from({ length: 8 }, () => announceRole(owner, member, 'the same')));
  await settled(db, owner.organizationId);
  await announceRole(owner, member, 'the same');
  await settled(db, owner.organizationId);
  expect(await count('notifications', member)).toBe(2);
  expect(mails.to(member.email, 'made you')).toHaveLength(1);
});
