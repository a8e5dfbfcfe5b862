import { defineLoader } from '../../core/define-loader.ts';
import { byId, groupByKey } from '../../database/loader.ts';
import { type CommentListArgs, findCommentsByIds, findMentions, listCommentsOfTasks } from './queries.ts';

/** Loads from the selected organization. */
export const commentById = defineLoader(async (context, ids) =>
  byId(ids, await findCommentsByIds(context.tenant, ids)),
);

/** The same page of several tasks' comments. */
export const commentsOfTask = defineLoader((context, ids, args: CommentListArgs) =>
  listCommentsOfTasks(context.tenant, ids, args),
);

/** Loads the user ids of the members whom a comment mentions. */
export const mentionsOfComment = defineLoader(async (context, ids) => {
  const rows = await findMentions(context.tenant, ids);
  return groupByKey(ids, rows, (row) => row.commentId).map((group) => group.map(({ userId }) => userId));
});
