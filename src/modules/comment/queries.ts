import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPages, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { CommentOrder, CommentOrderField } from '../../generated/graphql.ts';

export interface CommentRow {
  id: string;
  taskId: string;
  authorId: string | null;
  body: string;
  editedAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type CommentPage = Page<CommentRow>;
export type CommentListArgs = PageArgs & { orderBy?: CommentOrder | null };

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('comments')
    .select([
      'comments.id',
      'comments.task_id as taskId',
      'comments.author_id as authorId',
      'comments.body',
      'comments.edited_at as editedAt',
      'comments.version',
      'comments.created_at as createdAt',
      'comments.updated_at as updatedAt',
    ])
    .where('comments.organization_id', '=', scope.id);

const sortKeys: SortKeys<CommentOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
};

/** The same page of each task's comments. */
export function listCommentsOfTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  taskIds: readonly string[],
  args: CommentListArgs,
): Promise<CommentPage[]> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'comments');
  return fetchPages(db, ofTenant(db, scope), 'comments.task_id', taskIds, page, 'comments');
}

export function findCommentsByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<CommentRow[]> {
  return ofTenant(db, scope)
    .where('comments.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The comment, locked until the transaction ends. */
export function lockComment(db: Kysely<DB>, scope: OrgScope, id: string): Promise<CommentRow | undefined> {
  return ofTenant(db, scope).where('comments.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export async function insertComment(
  db: Kysely<DB>,
  scope: OrgScope,
  comment: { taskId: string; body: string; authorId: string | null },
): Promise<string> {
  const { id } = await db
    .insertInto('comments')
    .values({
      organization_id: scope.id,
      task_id: comment.taskId,
      body: comment.body,
      author_id: comment.authorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** `edited` when its text changed. */
export function updateComment(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  { body, edited }: { body?: string; edited: boolean },
) {
  return db
    .updateTable('comments')
    .set((eb) => ({
      body,
      ...(edited && { edited_at: sql<string>`clock_timestamp()` }),
      version: eb('version', '+', 1),
    }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

export function deleteComment(db: Kysely<DB>, scope: OrgScope, id: string) {
  return db.deleteFrom('comments').where('organization_id', '=', scope.id).where('id', '=', id).execute();
}

/** Makes the comment mention exactly these members. The comment is locked, or new. */
export async function replaceMentions(
  db: Kysely<DB>,
  scope: OrgScope,
  commentId: string,
  userIds: string[],
): Promise<void> {
  await db
    .deleteFrom('comment_mentions')
    .where('organization_id', '=', scope.id)
    .where('comment_id', '=', commentId)
    .where(sql<boolean>`user_id <> all(${userIds}::uuid[])`)
    .execute();
  if (userIds.length === 0) return;
  await sql`
    insert into comment_mentions (organization_id, comment_id, user_id)
    select ${scope.id}::uuid, ${commentId}::uuid, user_id from unnest(${userIds}::uuid[]) as mentioned (user_id)
    on conflict do nothing`.execute(db);
}

export function findMentions(
  db: Kysely<DB>,
  scope: OrgScope,
  commentIds: readonly string[],
): Promise<{ commentId: string; userId: string }[]> {
  return db
    .selectFrom('comment_mentions')
    .select(['comment_id as commentId', 'user_id as userId'])
    .where('organization_id', '=', scope.id)
    .where('comment_id', '=', (eb) => eb.fn.any(eb.val(commentIds)))
    .orderBy('user_id')
    .execute();
}
