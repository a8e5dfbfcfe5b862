import type { CommentSnapshot } from '../../events/catalogue.ts';
import type { EntityEvents } from '../../events/record.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import type { PlacedComment } from './rows.ts';

/** The events of writes to comments. */
export const commentEvents: EntityEvents<'comment', PlacedComment> = {
  kind: 'comment',
  toEvents: ({ before, after }) => {
    const type = !before ? 'comment.created' : after ? 'comment.updated' : 'comment.deleted';
    return [{ type, data: { comment: snapshotOf((after ?? before)!) } }];
  },
};

/** A comment as it appears in events. */
const snapshotOf = (comment: PlacedComment): CommentSnapshot => ({
  id: comment.id,
  taskId: comment.taskId,
  authorId: comment.authorId,
  body: comment.body,
  mentionedUserIds: comment.mentions,
  createdAt: serializeDateTime(comment.createdAt),
  updatedAt: serializeDateTime(comment.updatedAt),
});
