import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { CommentOrder } from '../../generated/graphql.ts';
import { fellowMembers } from '../user/queries.ts';
import type { CommentPage, CommentRow } from './rows.ts';

export type CommentListArgs = ListArgs<CommentOrder>;

const columns = [
  'comments.id',
  'comments.task_id as taskId',
  'comments.author_id as authorId',
  'comments.body',
  'comments.edited_at as editedAt',
  'comments.version',
  'comments.created_at as createdAt',
  'comments.updated_at as updatedAt',
] as const;

const ofTenant = ({ db, scope }: TenantDb) =>
  db.selectFrom('comments').select(columns).where('comments.organization_id', '=', scope.id);

const comments = defineList<CommentOrder>({
  table: 'comments',
  sorts: { CREATED_AT: 'timestamptz', UPDATED_AT: 'timestamptz' },
});

/** Selects the organization's comments, and one page of them. */
export const commentList = (tenant: TenantDb, args: CommentListArgs) =>
  comments.select(ofTenant(tenant), args);

/** Returns the same page of each task's comments. */
export function listCommentsOfTasks(
  tenant: TenantDb,
  taskIds: readonly string[],
  args: CommentListArgs,
): Promise<CommentPage[]> {
  return comments.pages(tenant.db, ofTenant(tenant), 'comments.task_id', taskIds, args);
}

export function findCommentsByIds(tenant: TenantDb, ids: readonly string[]): Promise<CommentRow[]> {
  return ofTenant(tenant).where('comments.id', '=', anyOf(ids)).execute();
}

/** Locks the comment until the transaction ends. */
export function lockComment(tenant: TenantDb, id: string): Promise<CommentRow | undefined> {
  return ofTenant(tenant).where('comments.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export function insertComment(
  { db, scope }: TenantDb,
  comment: { taskId: string; body: string; authorId: string | null },
): Promise<CommentRow> {
  return db
    .insertInto('comments')
    .values({
      organization_id: scope.id,
      task_id: comment.taskId,
      body: comment.body,
      author_id: comment.authorId,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** `edited` means that the text changed. */
export function updateComment(
  { db, scope }: TenantDb,
  id: string,
  { body, edited }: { body?: string; edited: boolean },
): Promise<CommentRow> {
  return db
    .updateTable('comments')
    .set((eb) => ({
      body,
      ...(edited && { edited_at: sql<string>`clock_timestamp()` }),
      version: eb('version', '+', 1),
    }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function deleteComment({ db, scope }: TenantDb, id: string) {
  return db.deleteFrom('comments').where('organization_id', '=', scope.id).where('id', '=', id).execute();
}

/** Replaces the mentions of a comment. The comment is locked or new. */
export async function replaceMentions(
  { db, scope }: TenantDb,
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

/** Selects the mentioned members of comments, sorted by id. */
export const mentionedMembers = (tenant: TenantDb) =>
  fellowMembers(tenant)
    .innerJoin('comment_mentions', 'comment_mentions.user_id', 'memberships.user_id')
    .where('comment_mentions.organization_id', '=', tenant.scope.id)
    .orderBy('comment_mentions.user_id');

export function findMentions(
  { db, scope }: TenantDb,
  commentIds: readonly string[],
): Promise<{ commentId: string; userId: string }[]> {
  return db
    .selectFrom('comment_mentions')
    .select(['comment_id as commentId', 'user_id as userId'])
    .where('organization_id', '=', scope.id)
    .where('comment_id', '=', anyOf(commentIds))
    .orderBy('user_id')
    .execute();
}
