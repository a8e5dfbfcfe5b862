import type { ApolloCache, Reference } from '@apollo/client';
import { readFragment } from '../../api/gql/index.ts';
import type {
  CreateCommentMutation,
  CreateCommentMutationVariables,
  UpdateTaskMutation,
  UpdateTaskMutationVariables,
} from '../../api/gql/graphql.ts';
import type { Write } from '../../queue/write.ts';
import { CreateComment, TaskFragment, UpdateTask } from './operations.ts';

export const updateTask: Write<UpdateTaskMutation, UpdateTaskMutationVariables> = {
  name: 'UpdateTask',
  mutation: UpdateTask,
  tasksOf: ({ updateTask }) => [updateTask?.task && readFragment(TaskFragment, updateTask.task)],
};

export const createComment: Write<CreateCommentMutation, CreateCommentMutationVariables> = {
  name: 'CreateComment',
  mutation: CreateComment,
  update(cache, data, { input }) {
    const comment = data.createComment?.comment;
    if (comment) addComment(cache, String(input.taskId), comment.id);
  },
};

interface CommentList {
  edges: { node: Reference }[];
  totalCount: number;
}

/** Puts a comment at the start of the list, unless it is there already. */
export function addComment(cache: ApolloCache, taskId: string, commentId: string): void {
  const reference = { __ref: cache.identify({ __typename: 'Comment', id: commentId })! };
  cache.modify<{ comments: CommentList }>({
    id: cache.identify({ __typename: 'Task', id: taskId })!,
    fields: {
      comments: (list) => {
        const { edges, totalCount } = list as CommentList;
        if (edges.some(({ node }) => node.__ref === reference.__ref)) return list;
        const edge = { __typename: 'CommentEdge', cursor: '', node: reference };
        return { ...list, totalCount: totalCount + 1, edges: [edge, ...edges] };
      },
    },
  });
}
