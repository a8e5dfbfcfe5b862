import { pageFields } from '../../graphql/connection.ts';
import { defineModule } from '../define-module.ts';
import { commentById } from './loaders.ts';

export const comment = defineModule({
  name: 'comment',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  plan: () => import('./planned.ts'),
  objects: {
    Comment: { loader: commentById },
  },
  constraints: {
    comments_task_fkey: { code: 'NOT_FOUND', message: 'No such task.', field: 'taskId' },
    comment_mentions_member_fkey: {
      code: 'NOT_FOUND',
      message: 'No such member.',
      field: 'mentionedUserIds',
    },
  },
  textLengths: {
    'Comment.body': 10_000,
  },
  shareable: {
    Comment: ['id', 'task', 'author', 'body', 'mentions', 'editedAt', 'version', 'createdAt', 'updatedAt'],
    Task: ['comments'],
    ...pageFields('Comment'),
  },
  validated: { Comment: ['viewerCanUpdate', 'viewerCanDelete'] },
  impersonated: {
    Mutation: ['createComment', 'updateComment'],
    Comment: [
      'author',
      'body',
      'createdAt',
      'editedAt',
      'id',
      'mentions',
      'task',
      'updatedAt',
      'version',
      'viewerCanDelete',
      'viewerCanUpdate',
    ],
    Task: ['comments'],
  },
});
