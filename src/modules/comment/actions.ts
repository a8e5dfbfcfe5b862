import { hasPermission } from '../../authorization/permission-checks.ts';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { isSameValue } from '../../database/changed-values.ts';
import { requireVersion } from '../../database/version.ts';
import { forbidden } from '../../errors.ts';
import { recordChange } from '../../events/record.ts';
import { findMembersToName } from '../membership/queries.ts';
import { taskById } from '../task/loaders.ts';
import { findTasksByIds } from '../task/queries.ts';
import { notFoundError } from '../task/references.ts';
import { throwUserErrors } from '../task/write.ts';
import { hasLevel, requireLevel } from '../project/levels.ts';
import { commentEvents } from './events.ts';
import type { createCommentInput, deleteCommentInput, updateCommentInput } from './input.ts';
import {
  deleteComment,
  findMentions,
  insertComment,
  lockComment,
  replaceMentions,
  updateComment,
} from './queries.ts';
import type { CommentRow, PlacedComment } from './rows.ts';

export async function createComment(
  context: Context,
  { taskId, body, mentionedUserIds }: z.output<typeof createCommentInput>,
): Promise<{ comment: CommentRow }> {
  const { tenant, actorId } = context;
  const [task] = await findTasksByIds(tenant, [taskId]);
  throwUserErrors([
    task ? undefined : notFoundError('task', 'taskId'),
    ...(await missingMentions(context, mentionedUserIds)),
  ]);
  await requireLevel(context, [task!.projectId], 'COMMENT');
  const comment = await insertComment(tenant, { taskId, body, authorId: actorId });
  if (mentionedUserIds) await replaceMentions(tenant, comment.id, mentionedUserIds);
  return recordComment(context, comment);
}

/** Changes the viewer's own comment. @throws FORBIDDEN for another author's */
export async function changeComment(
  context: Context,
  { id, body, mentionedUserIds, expectedVersion }: z.output<typeof updateCommentInput>,
): Promise<{ comment: CommentRow }> {
  const { tenant } = context;
  const found = requireVersion(await lockComment(tenant, id), 'comment', expectedVersion);
  if (!mayEdit(context, found)) throw forbidden('Only its author can change a comment.');
  const before = await placed(context, found);
  await requireLevel(context, [before.projectId], 'COMMENT');
  throwUserErrors(await missingMentions(context, mentionedUserIds, before.mentions));
  const edited = body !== undefined && body !== before.body;
  const mentions =
    mentionedUserIds && !isSameValue(mentionedUserIds, before.mentions) ? mentionedUserIds : undefined;
  if (!edited && !mentions) return { comment: found };
  if (mentions) await replaceMentions(tenant, id, mentions);
  return recordComment(context, await updateComment(tenant, id, { body, edited }), before);
}

/** Deletes a comment. @throws FORBIDDEN for a member who did not write it */
export async function removeComment(
  context: Context,
  { id, expectedVersion }: z.output<typeof deleteCommentInput>,
): Promise<{ deletedId: string }> {
  const { tenant } = context;
  const found = requireVersion(await lockComment(tenant, id), 'comment', expectedVersion);
  if (!mayDelete(context, found)) throw forbidden("Only an administrator deletes somebody else's comment.");
  const before = await placed(context, found);
  await requireLevel(context, [before.projectId], 'COMMENT');
  await deleteComment(tenant, id);
  recordChange(context, commentEvents, [{ before }]);
  return { deletedId: id };
}

/** Returns whether the viewer wrote the comment and may still write. */
export const mayEdit = (context: Context, { authorId }: CommentRow): boolean =>
  hasPermission(context, 'comment.write') && authorId !== null && authorId === context.actorId;

export const mayDelete = (context: Context, comment: CommentRow): boolean =>
  hasPermission(context, 'comment.deleteOthers') || mayEdit(context, comment);

/** Whether the viewer may comment on the comment's task. */
export async function hasCommentLevel(context: Context, { taskId }: CommentRow): Promise<boolean> {
  if (context.knownAccess?.projectSight === 'ALL') return true;
  const task = await context.load(taskById, taskId);
  return task !== undefined && hasLevel(context, task.projectId, 'COMMENT');
}

/**
 * Returns an error for each mentioned user who is not a member. `already` are the users whom the comment mentions now;
 * they stay valid when suspended.
 */
async function missingMentions(
  { tenant }: Context,
  userIds: string[] | null | undefined,
  already: string[] = [],
) {
  if (!userIds || userIds.length === 0) return [];
  const members = await findMembersToName(tenant, userIds);
  return userIds.map((id, index) =>
    members.has(id) || already.includes(id)
      ? undefined
      : notFoundError('member', 'mentionedUserIds', String(index)),
  );
}

async function placed({ tenant }: Context, comment: CommentRow): Promise<PlacedComment> {
  const [task] = await findTasksByIds(tenant, [comment.taskId]);
  const mentions = await findMentions(tenant, [comment.id]);
  return { ...comment, projectId: task!.projectId, mentions: mentions.map(({ userId }) => userId) };
}

/** Announces a written comment and publishes it to subscribers. */
async function recordComment(
  context: Context,
  comment: CommentRow,
  before?: PlacedComment,
): Promise<{ comment: CommentRow }> {
  const after = await placed(context, comment);
  recordChange(context, commentEvents, [before ? { before, after } : { after }]);
  return { comment };
}
