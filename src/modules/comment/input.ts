import { z } from 'zod';
import { expectedVersion, id, ids, text, unlessNull } from '../../graphql/input.ts';

const body = text({ min: 1, max: 10_000 });
const mentionedUserIds = ids('member', 50).nullish();

export const createCommentInput = z.object({ taskId: id('task'), body, mentionedUserIds });
export const updateCommentInput = z.object({
  id: id('comment'),
  body: unlessNull(body),
  mentionedUserIds,
  expectedVersion,
});
export const deleteCommentInput = z.object({ id: id('comment'), expectedVersion });
