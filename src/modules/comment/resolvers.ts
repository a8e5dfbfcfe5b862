import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changeComment, createComment, mayDelete, mayEdit, removeComment } from './actions.ts';
import { createCommentInput, deleteCommentInput, updateCommentInput } from './input.ts';

export const resolvers: Resolvers = {
  Task: {
    comments: ({ id }, args, { loaders }) => loaders.commentsOfTask(args).load(id),
  },
  Comment: {
    task: async ({ taskId }, _args, { loaders }) => (await loaders.taskById.load(taskId))!,
    author: ({ authorId }, _args, { loaders }) => (authorId ? loaders.userById.load(authorId) : null),
    mentions: async ({ id }, _args, { loaders }) => {
      const members = await loaders.userById.loadMany(await loaders.mentionsOfComment.load(id));
      return members.filter((member) => member !== undefined) as Exclude<
        (typeof members)[number],
        Error | undefined
      >[];
    },
    viewerCanUpdate: (comment, _args, context) => mayEdit(context, comment),
    viewerCanDelete: (comment, _args, context) => mayDelete(context, comment),
  },
  Mutation: {
    createComment: payload(createCommentInput, createComment),
    updateComment: payload(updateCommentInput, changeComment),
    deleteComment: payload(deleteCommentInput, removeComment),
  },
};
