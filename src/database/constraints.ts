import pg from 'pg';
import { userError, type UserErrors } from '../errors.ts';

/** What a broken constraint means to the caller whose write raced another, or named something foreign. */
const meanings: Record<string, () => UserErrors> = {
  organizations_slug_key: () => userError('TAKEN', 'Another organization has this slug.', 'slug'),
  memberships_user_key: () => userError('ALREADY_A_MEMBER', 'The user is a member already.', 'email'),
  invitations_pending_key: () => userError('TAKEN', 'The address is invited already.', 'email'),
  tasks_project_fkey: () => userError('NOT_FOUND', 'No such project.', 'projectId'),
  labels_name_key: () => userError('TAKEN', 'Another label has this name.', 'name'),
  task_labels_label_fkey: () => userError('NOT_FOUND', 'No such label.', 'labelIds'),
  comments_task_fkey: () => userError('NOT_FOUND', 'No such task.', 'taskId'),
  comment_mentions_member_fkey: () => userError('NOT_FOUND', 'No such member.', 'mentionedUserIds'),
  watches_project_fkey: () => userError('NOT_FOUND', 'No such project.', 'id'),
  watches_task_fkey: () => userError('NOT_FOUND', 'No such task.', 'id'),
  tasks_assignee_fkey: () => userError('NOT_FOUND', 'No such member.', 'assigneeId'),
};

/** The user errors that a failed statement amounts to; undefined when it is no fault of the caller's. */
export function constraintErrors(error: unknown): UserErrors | undefined {
  return error instanceof pg.DatabaseError ? meanings[error.constraint ?? '']?.() : undefined;
}

/** Whether a statement failed because what it refers to does not exist (any more). */
export const isMissingReference = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '23503';
