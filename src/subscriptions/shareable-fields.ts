/** Fields that a page of anything has. */
const pages = (name: string): Record<string, string[]> => ({
  [`${name}Connection`]: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  [`${name}Edge`]: ['cursor', 'node'],
});

const byType: Record<string, string[]> = {
  Subscription: [
    'taskEvents',
    'projectEvents',
    'commentEvents',
    'memberEvents',
    'invitationEvents',
    'labelEvents',
    'organizationEvents',
  ],
  TaskEvent: ['type', 'taskId', 'task', 'changedFields'],
  ProjectEvent: ['type', 'projectId', 'project', 'changedFields'],
  CommentEvent: ['type', 'commentId', 'taskId', 'comment', 'changedFields'],
  MemberEvent: ['type', 'membershipId', 'userId', 'membership', 'changedFields'],
  InvitationEvent: ['type', 'invitationId', 'invitation', 'changedFields'],
  LabelEvent: ['type', 'labelId', 'label', 'changedFields'],
  OrganizationEvent: ['type', 'organization', 'changedFields'],
  Membership: ['id', 'user', 'role', 'status', 'createdAt', 'updatedAt'],
  Invitation: ['id', 'email', 'role', 'status', 'invitedBy', 'expiresAt', 'createdAt', 'updatedAt'],
  Organization: ['id', 'name', 'slug', 'status', 'archiveReason', 'deletesAt', 'createdAt', 'updatedAt'],
  Task: [
    'id',
    'title',
    'description',
    'status',
    'priority',
    'project',
    'assignee',
    'labels',
    'comments',
    'dueAt',
    'completedAt',
    'archivedAt',
    'position',
    'version',
    'createdBy',
    'createdAt',
    'updatedAt',
  ],
  Project: [
    'id',
    'name',
    'description',
    'status',
    'archivedAt',
    'version',
    'tasks',
    'taskCounts',
    'createdBy',
    'createdAt',
    'updatedAt',
  ],
  TaskCount: ['status', 'count'],
  Label: ['id', 'name', 'color', 'version', 'createdAt', 'updatedAt'],
  Comment: ['id', 'task', 'author', 'body', 'mentions', 'editedAt', 'version', 'createdAt', 'updatedAt'],
  User: ['id', 'fullName', 'bio', 'avatarUrl'],
  PageInfo: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
  ...pages('Task'),
  ...pages('Comment'),
};

/**
 * The fields, as `Type.field`, whose value depends on nothing but the organization and the caller's rights: all callers
 * with the same rights get the same. An event is executed once for all their subscriptions if these fields are all that
 * the operation selects.
 *
 * Security: a field that depends on its viewer would show one member what is meant for another. Fields are therefore
 * not shareable unless they stand here; a test reads each of these as different members and compares.
 */
export const shareableFields: ReadonlySet<string> = new Set(
  Object.entries(byType).flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`)),
);
