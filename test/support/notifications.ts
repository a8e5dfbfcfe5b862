import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { mintScope } from '../../src/authorization/scope.ts';
import type { SystemDb } from '../../src/database/system.ts';
import type { Notification } from '../../src/generated/graphql.ts';
import { notify, type Subject } from '../../src/modules/notification/notify.ts';
import type { Account, Client } from './client.ts';
import { until } from './mail.ts';

/** The caller's notifications, newest first. */
export async function notificationsOf(client: Client, filter: object = {}): Promise<Notification[]> {
  const { notifications } = await client.ask(
    `query ($filter: NotificationFilter) { notifications(filter: $filter, first: 100) { nodes {
      id kind isRead readAt details actor { id } task { id title } comment { id body } } } }`,
    { filter },
  );
  return notifications.nodes;
}

/** The caller's notifications, once there are so many. */
export const notified = (client: Client, count = 1): Promise<Notification[]> =>
  until(async () => {
    const found = await notificationsOf(client);
    return found.length >= count ? found : undefined;
  });

export async function createProject(owner: Account): Promise<string> {
  const { createProject } = await owner.client.ask(
    'mutation { createProject(input: { name: "Harbour" }) { project { id } userErrors { code } } }',
  );
  return createProject.project.id;
}

/** Makes so many tasks at once, assigned to the user. */
export async function assignTasks(
  owner: Account,
  projectId: string,
  assigneeId: string,
  count = 1,
): Promise<string[]> {
  const tasks = Array.from({ length: count }, (_, index) => ({
    projectId,
    assigneeId,
    title: `Task ${index + 1}`,
  }));
  const { createTasks } = await owner.client.ask(
    `mutation ($tasks: [CreateTaskInput!]!) {
      createTasks(input: { tasks: $tasks }) { tasks { id } userErrors { code } } }`,
    { tasks },
  );
  return createTasks.tasks.map(({ id }: { id: string }) => id);
}

/** Comments on a task. Answers the comment's id. */
export async function comment(client: Client, taskId: string, more: object = {}): Promise<string> {
  const { createComment } = await client.ask(
    `mutation ($input: CreateCommentInput!) {
      createComment(input: $input) { comment { id } userErrors { code } } }`,
    { input: { taskId, body: 'Mind the gulls.', ...more } },
  );
  return createComment.comment.id;
}

export const setPreferences = (client: Client, ...preferences: object[]) =>
  client.ask(
    `mutation ($preferences: [NotificationPreferenceInput!]!) {
      updateNotificationPreferences(input: { preferences: $preferences }) {
        notificationPreferences { kinds { kind inApp email } } userErrors { code field } } }`,
    { preferences },
  );

/** Tells every member of the organization something new, as a job does. */
export const notifyAll = (db: SystemDb, organizationId: string, subject: Partial<Subject> = {}) =>
  db.transaction().execute(async (db) => {
    await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
    const members = await db
      .selectFrom('memberships')
      .select('user_id as userId')
      .where('organization_id', '=', organizationId)
      .execute();
    const happening = randomUUID();
    const wanted = members.map(
      ({ userId }) => ({ kind: 'MENTIONED', ...subject, userId, happening }) as const,
    );
    await notify(db, mintScope(organizationId), wanted);
  });
