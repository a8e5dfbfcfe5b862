import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import { toCount } from '../../database/count.ts';
import type { NotificationKind } from '../../generated/enums.ts';
import type { NotificationFilter, NotificationOrder } from '../../generated/graphql.ts';
import type { NotificationPage, NotificationRow } from './rows.ts';

const ofRecipient = ({ db, scope }: TenantDb, userId: string) =>
  db
    .selectFrom('notifications')
    .select((eb) => [
      'notifications.id',
      eb.ref('notifications.kind').$castTo<NotificationKind>().as('kind'),
      'notifications.actor_id as actorId',
      'notifications.task_id as taskId',
      'notifications.comment_id as commentId',
      'notifications.details',
      'notifications.read_at as readAt',
      'notifications.created_at as createdAt',
      'notifications.updated_at as updatedAt',
    ])
    .where('notifications.organization_id', '=', scope.id)
    .where('notifications.user_id', '=', userId)
    .where('notifications.in_app', '=', true);

const notifications = defineList<NotificationOrder, NotificationFilter>({
  table: 'notifications',
  sorts: { CREATED_AT: 'timestamptz', UPDATED_AT: 'timestamptz' },
  filters: {
    kind: 'text',
    createdAt: 'timestamptz',
    isRead: {
      compare: (isRead) => [
        isRead ? sql`notifications.read_at is not null` : sql`notifications.read_at is null`,
      ],
    },
  },
});

export const listNotifications = (
  tenant: TenantDb,
  userId: string,
  args: ListArgs<NotificationOrder, NotificationFilter>,
): Promise<NotificationPage> => notifications.page(ofRecipient(tenant, userId), args);

/** Returns those of the notifications that belong to the user. */
export function findNotificationsByIds(
  tenant: TenantDb,
  userId: string,
  ids: readonly string[],
): Promise<NotificationRow[]> {
  return ofRecipient(tenant, userId).where('notifications.id', '=', anyOf(ids)).execute();
}

export async function countUnread({ db, scope }: TenantDb, userId: string): Promise<number> {
  const { unread } = await db
    .selectFrom('notifications')
    .select((eb) => eb.fn.countAll<string>().as('unread'))
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .where('in_app', '=', true)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return toCount(unread);
}

/** Marks the user's unread notifications, or one of them, as read. Returns their number. */
export async function markRead({ db, scope }: TenantDb, userId: string, id?: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('notifications')
    .set({ read_at: sql<string>`clock_timestamp()` })
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .where('in_app', '=', true)
    .where('read_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .executeTakeFirstOrThrow();
  return toCount(numUpdatedRows);
}

export function markUnread({ db, scope }: TenantDb, userId: string, id: string) {
  return db
    .updateTable('notifications')
    .set({ read_at: null })
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('in_app', '=', true)
    .where('read_at', 'is not', null)
    .execute();
}
