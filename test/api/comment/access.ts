import { createComment } from '../../fixtures/work.ts';
import { write, type Caller, type Tenant } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entity,
  except,
  ifSeen,
  isFound,
  othersWrite,
  page,
  pageOf,
  selected,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';

/** A comment of the caller's own, or of the owner's when they cannot comment; an API key never has one. */
const commentOf = async ({ taskId, commentId }: Tenant, { client, account }: Caller) =>
  account ? createComment(client, taskId).catch(() => commentId) : commentId;

export const access = defineAccess({
  samples: {
    'Mutation.createComment': write('createComment', ({ taskId }) => ({ taskId, body: 'Mind the gulls.' })),
    'Mutation.updateComment': write('updateComment', async (...who) => ({
      id: await commentOf(...who),
      body: 'Mind the tide.',
    })),
    'Mutation.deleteComment': write('deleteComment', ({ commentId }) => ({ id: commentId })),
  },
  fields: {
    'Mutation.createComment': tenantWrite('MEMBER', 'comment.write'),
    // A key has written none.
    'Mutation.updateComment': except(tenantWrite('MEMBER', 'comment.write'), (cell) =>
      cell.caller.robot && isFound(cell) ? 'FORBIDDEN' : undefined,
    ),
    'Mutation.deleteComment': othersWrite('comment.write', 'comment.deleteOthers'),
  },
  ids: {
    Comment: ({ commentId }) => commentId,
  },
  nodes: {
    Comment: selected,
  },
  entities: {
    Comment: entity,
  },
  edges: {
    'Task.comments': withParent,
    ...pageOf('Comment'),
    'Comment.task': withParent,
    'Comment.author': ifSeen(({ owner }) => owner.userId),
    'Comment.mentions': withParent,
  },
  repeats: {
    'Mutation.createComment': 'creates an object',
    'Mutation.deleteComment': 'ends an object',
  },
  tenantTypes: [...page('Comment')],
});
