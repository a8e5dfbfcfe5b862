import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { SystemDb } from '../../src/database/system.ts';
import type { NotificationFilter, NotificationPreferenceInput } from '../../src/generated/graphql.ts';
import { notify } from '../../src/modules/notification/notify.ts';
import type { Subject } from '../../src/modules/notification/subject.ts';
import type { Account, Client } from './client.ts';
import { until } from './mail.ts';
import { type Data, type Present } from './operations.ts';
import { tenantOf } from './tenant.ts';

const LIST = `query ($filter: NotificationFilter) { notifications(filter: $filter, first: 100) { nodes {
  id kind isRead readAt details actor { id } task { id title } comment { id body } } } }`;

type Notice = Present<Data<typeof LIST>>['notifications']['nodes'][number];

/** The caller's notifications, newest first. */
export async function notificationsOf(client: Client, filter: NotificationFilter = {}): Promise<Notice[]> {
  return (await client.ask(LIST, { filter })).notifications.nodes;
}

/** The caller's notifications, once there are so many. */
export const notified = (client: Client, count = 1): Promise<Notice[]> =>
  until(async () => {
    const found = await notificationsOf(client);
    return found.length >= count ? found : undefined;
  });

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
  return createTasks.tasks.map(({ id }) => id);
}

export const setPreferences = (client: Client, ...preferences: NotificationPreferenceInput[]) =>
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
    await notify(tenantOf(db, organizationId), wanted);
  });
