import { type Kysely, sql, type SqlBool } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import { toCount } from '../../database/count.ts';
import type { DB } from '../../generated/database.ts';
import type {
  NotificationFilter,
  NotificationKind,
  NotificationOrder,
  NotificationOrderField,
} from '../../generated/graphql.ts';

export interface NotificationRow {
  id: string;
  kind: NotificationKind;
  actorId: string | null;
  taskId: string | null;
  commentId: string | null;
  details: unknown;
  readAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type NotificationPage = Page<NotificationRow>;

const ofRecipient = (db: Kysely<DB>, scope: OrgScope, userId: string) =>
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

const filterColumns: FilterColumns = {
  kind: { column: 'kind', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  isRead: {
    compare: (isRead) => [
      isRead ? sql<SqlBool>`notifications.read_at is not null` : sql<SqlBool>`notifications.read_at is null`,
    ],
  },
};

const sortKeys: SortKeys<NotificationOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
};

export function listNotifications(
  db: Kysely<DB>,
  scope: OrgScope,
  userId: string,
  args: PageArgs & { filter?: NotificationFilter | null; orderBy?: NotificationOrder | null },
): Promise<NotificationPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'notifications');
  const matching = ofRecipient(db, scope, userId).where(
    filterCondition(args.filter, filterColumns, 'notifications'),
  );
  return fetchPage(matching, page, 'notifications');
}

/** Those of the notifications that are the user's. */
export function findNotificationsByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  userId: string,
  ids: readonly string[],
): Promise<NotificationRow[]> {
  return ofRecipient(db, scope, userId)
    .where('notifications.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

export async function countUnread(db: Kysely<DB>, scope: OrgScope, userId: string): Promise<number> {
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

/** Marks the user's unread notifications, or that one of them, as read. Answers how many. */
export async function markRead(
  db: Kysely<DB>,
  scope: OrgScope,
  userId: string,
  id?: string,
): Promise<number> {
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

export function markUnread(db: Kysely<DB>, scope: OrgScope, userId: string, id: string) {
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
