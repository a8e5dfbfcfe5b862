import { serializeDateTime } from '../../graphql/scalars.ts';
import type { CommentSnapshot } from '../event/catalogue.ts';
import type { CommentRow } from './queries.ts';

/** A comment with the project of its task and the user ids of the members whom it mentions. */
export type PlacedComment = CommentRow & { projectId: string; mentions: string[] };

/** The comment as an event tells of it. */
export const commentSnapshotOf = (comment: PlacedComment): CommentSnapshot => ({
  id: comment.id,
  taskId: comment.taskId,
  authorId: comment.authorId,
  body: comment.body,
  mentionedUserIds: comment.mentions,
  createdAt: serializeDateTime(comment.createdAt),
  updatedAt: serializeDateTime(comment.updatedAt),
});
