import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { isSameValue } from '../../database/changed-values.ts';
import { requireVersion } from '../../database/version.ts';
import { forbidden } from '../../errors.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { announce } from '../event/announce.ts';
import type { CommentSnapshot } from '../event/catalogue.ts';
import { findMembershipsByUsers } from '../membership/queries.ts';
import { findTasksByIds } from '../task/queries.ts';
import { notFound } from '../task/references.ts';
import { refuse } from '../task/write.ts';
import type { createCommentInput, deleteCommentInput, updateCommentInput } from './input.ts';
import {
  type CommentRow,
  deleteComment,
  findCommentsByIds,
  findMentions,
  insertComment,
  lockComment,
  replaceMentions,
  updateComment,
} from './queries.ts';

export async function createComment(
  context: Context,
  { taskId, body, mentionedUserIds }: z.output<typeof createCommentInput>,
): Promise<{ comment: CommentRow }> {
  const { db, scope, actorId } = context;
  const [task] = await findTasksByIds(db, scope, [taskId]);
  refuse([
    task ? undefined : notFound('task', 'taskId'),
    ...(await missingMentions(context, mentionedUserIds)),
  ]);
  const id = await insertComment(db, scope, { taskId, body, authorId: actorId });
  if (mentionedUserIds) await replaceMentions(db, scope, id, mentionedUserIds);
  return written(context, id, 'comment.created');
}

/** Changes one's own comment. @throws FORBIDDEN for another's */
export async function changeComment(
  context: Context,
  { id, body, mentionedUserIds, expectedVersion }: z.output<typeof updateCommentInput>,
): Promise<{ comment: CommentRow }> {
  const { db, scope } = context;
  const before = requireVersion(await lockComment(db, scope, id), 'comment', expectedVersion);
  if (!mayEdit(context, before)) throw forbidden('Only its author changes a comment.');
  refuse(await missingMentions(context, mentionedUserIds));
  const edited = body !== undefined && body !== before.body;
  const mentions =
    mentionedUserIds && !isSameValue(mentionedUserIds, await mentionsOf(context, id))
      ? mentionedUserIds
      : undefined;
  if (!edited && !mentions) return { comment: before };
  if (mentions) await replaceMentions(db, scope, id, mentions);
  await updateComment(db, scope, id, { body, edited });
  return written(context, id, 'comment.updated');
}

/** @throws FORBIDDEN for a member who did not write it */
export async function removeComment(
  context: Context,
  { id, expectedVersion }: z.output<typeof deleteCommentInput>,
): Promise<{ deletedId: string }> {
  const { db, scope } = context;
  const found = requireVersion(await lockComment(db, scope, id), 'comment', expectedVersion);
  if (!mayDelete(context, found)) throw forbidden("Only an administrator deletes somebody else's comment.");
  const comment = snapshotOf(found, await mentionsOf(context, id));
  await deleteComment(db, scope, id);
  await announce(context, [{ type: 'comment.deleted', data: { comment } }]);
  return { deletedId: id };
}

/** Whether the viewer wrote the comment, and may still write. */
export const mayEdit = (context: Context, { authorId }: CommentRow): boolean =>
  context.can('comment.write') && authorId !== null && authorId === context.actorId;

export const mayDelete = (context: Context, comment: CommentRow): boolean =>
  context.can('comment.deleteOthers') || mayEdit(context, comment);

async function missingMentions({ db, scope }: Context, userIds: string[] | null | undefined) {
  if (!userIds || userIds.length === 0) return [];
  const members = new Set((await findMembershipsByUsers(db, scope, userIds)).map(({ userId }) => userId));
  return userIds.map((id, index) =>
    members.has(id) ? undefined : notFound('member', 'mentionedUserIds', String(index)),
  );
}

/** The comment as it is now, of which others are told. */
async function written(context: Context, id: string, type: 'comment.created' | 'comment.updated') {
  const [comment] = await findCommentsByIds(context.db, context.scope, [id]);
  const snapshot = snapshotOf(comment!, await mentionsOf(context, id));
  await announce(context, [{ type, data: { comment: snapshot } }]);
  return { comment: comment! };
}

const mentionsOf = async ({ db, scope }: Context, id: string) =>
  (await findMentions(db, scope, [id])).map(({ userId }) => userId);

const snapshotOf = (comment: CommentRow, mentionedUserIds: string[]): CommentSnapshot => ({
  id: comment.id,
  taskId: comment.taskId,
  authorId: comment.authorId,
  body: comment.body,
  mentionedUserIds,
  createdAt: String(DateTime.serialize(comment.createdAt)),
  updatedAt: String(DateTime.serialize(comment.updatedAt)),
});
