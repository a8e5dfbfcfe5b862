import { columns, list, object, page, type PlannedTypes } from '../../graphql/plan/declaration.ts';
import { tasksOf } from '../task/queries.ts';
import { memberBy } from '../user/planned.ts';
import { commentList, mentionedMembers } from './queries.ts';
import type { CommentRow } from './rows.ts';

export const plan: PlannedTypes = {
  Task: { comments: page(commentList, { column: 'comments.task_id', key: 'id' }) },
  Comment: {
    ...columns<CommentRow>('id', 'body', 'editedAt', 'version', 'createdAt', 'updatedAt'),
    task: object(tasksOf, { column: 'tasks.id', key: 'taskId' }),
    author: memberBy('authorId'),
    mentions: list(mentionedMembers, { column: 'comment_mentions.comment_id', key: 'id' }),
  },
};
