import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import {
  changeComment,
  createComment,
  hasCommentLevel,
  mayDelete,
  mayEdit,
  removeComment,
} from './actions.ts';
import { createCommentInput, deleteCommentInput, updateCommentInput } from './input.ts';
import { commentsOfTask, mentionsOfComment } from './loaders.ts';
import { taskById } from '../task/loaders.ts';
import { userById } from '../user/loaders.ts';

export const resolvers: Resolvers = {
  Task: {
    comments: ({ id }, args, context) => context.load(commentsOfTask, id, args),
  },
  Comment: {
    task: async ({ taskId }, _args, context) => (await context.load(taskById, taskId))!,
    author: ({ authorId }, _args, context) => (authorId ? context.load(userById, authorId) : null),
    mentions: async ({ id }, _args, context) => {
      const members = await Promise.all(
        (await context.load(mentionsOfComment, id)).map((userId) => context.load(userById, userId)),
      );
      return members.filter((member) => member !== undefined);
    },
    viewerCanUpdate: (comment, _args, context) =>
      mayEdit(context, comment) && hasCommentLevel(context, comment),
    viewerCanDelete: (comment, _args, context) =>
      mayDelete(context, comment) && hasCommentLevel(context, comment),
  },
  Mutation: {
    createComment: payload(createCommentInput, createComment),
    updateComment: payload(updateCommentInput, changeComment),
    deleteComment: payload(deleteCommentInput, removeComment),
  },
};
