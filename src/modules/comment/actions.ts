import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { isSameValue } from '../../database/changed-values.ts';
import { requireVersion } from '../../database/version.ts';
import { forbidden } from '../../errors.ts';
import { recordChange } from '../event/record.ts';
import { findMembersToName } from '../membership/queries.ts';
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
import type { PlacedComment } from './snapshot.ts';

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
  return recordComment(context, id);
}

/** Changes one's own comment. @throws FORBIDDEN for another's */
export async function changeComment(
  context: Context,
  { id, body, mentionedUserIds, expectedVersion }: z.output<typeof updateCommentInput>,
): Promise<{ comment: CommentRow }> {
  const { db, scope } = context;
  const found = requireVersion(await lockComment(db, scope, id), 'comment', expectedVersion);
  if (!mayEdit(context, found)) throw forbidden('Only its author changes a comment.');
  const before = await placed(context, found);
  refuse(await missingMentions(context, mentionedUserIds, before.mentions));
  const edited = body !== undefined && body !== before.body;
  const mentions =
    mentionedUserIds && !isSameValue(mentionedUserIds, before.mentions) ? mentionedUserIds : undefined;
  if (!edited && !mentions) return { comment: found };
  if (mentions) await replaceMentions(db, scope, id, mentions);
  await updateComment(db, scope, id, { body, edited });
  return recordComment(context, id, before);
}

/** @throws FORBIDDEN for a member who did not write it */
export async function removeComment(
  context: Context,
  { id, expectedVersion }: z.output<typeof deleteCommentInput>,
): Promise<{ deletedId: string }> {
  const { db, scope } = context;
  const found = requireVersion(await lockComment(db, scope, id), 'comment', expectedVersion);
  if (!mayDelete(context, found)) throw forbidden("Only an administrator deletes somebody else's comment.");
  const before = await placed(context, found);
  await deleteComment(db, scope, id);
  await recordChange(context, 'comment', [{ before }]);
  return { deletedId: id };
}

/** Whether the viewer wrote the comment, and may still write. */
export const mayEdit = (context: Context, { authorId }: CommentRow): boolean =>
  context.can('comment.write') && authorId !== null && authorId === context.actorId;

export const mayDelete = (context: Context, comment: CommentRow): boolean =>
  context.can('comment.deleteOthers') || mayEdit(context, comment);

/** `already`: whom the comment mentions, suspended by now or not. */
async function missingMentions(
  { db, scope }: Context,
  userIds: string[] | null | undefined,
  already: string[] = [],
) {
  if (!userIds || userIds.length === 0) return [];
  const members = await findMembersToName(db, scope, userIds);
  return userIds.map((id, index) =>
    members.has(id) || already.includes(id)
      ? undefined
      : notFound('member', 'mentionedUserIds', String(index)),
  );
}

async function placed({ db, scope }: Context, comment: CommentRow): Promise<PlacedComment> {
  const [task] = await findTasksByIds(db, scope, [comment.taskId]);
  const mentions = await findMentions(db, scope, [comment.id]);
  return { ...comment, projectId: task!.projectId, mentions: mentions.map(({ userId }) => userId) };
}

/** Tells subscribers and everybody else of a comment that was written. Returns it as it is now. */
async function recordComment(
  context: Context,
  id: string,
  before?: PlacedComment,
): Promise<{ comment: CommentRow }> {
  const [comment] = await findCommentsByIds(context.db, context.scope, [id]);
  const after = await placed(context, comment!);
  await recordChange(context, 'comment', [before ? { before, after } : { after }]);
  return { comment: comment! };
}
