import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId, groupByKey, loaderByArgs } from '../../database/loader.ts';
import {
  type CommentListArgs,
  type CommentPage,
  type CommentRow,
  findCommentsByIds,
  findMentions,
  listCommentsOfTasks,
} from './queries.ts';

export const commentLoaders = (context: Context) => ({
  /** In the selected organization. */
  commentById: new DataLoader<string, CommentRow | undefined>(async (ids) =>
    byId(ids, await findCommentsByIds(context.db, context.scope, ids)),
  ),
  /** The same page of several tasks' comments. */
  commentsOfTask: loaderByArgs<CommentListArgs, CommentPage>((ids, args) =>
    listCommentsOfTasks(context.db, context.scope, ids, args),
  ),
  /** The user ids of the members whom a comment mentions. */
  mentionsOfComment: new DataLoader<string, string[]>(async (ids) => {
    const rows = await findMentions(context.db, context.scope, ids);
    return groupByKey(ids, rows, (row) => row.commentId).map((group) => group.map(({ userId }) => userId));
  }),
});
