import type { Resolvers } from '../../generated/graphql.ts';
import { eventsOf, isDeleted } from '../../events/subscription.ts';
import { commentById } from '../comment/loaders.ts';
import { invitationById } from '../invitation/loaders.ts';
import { labelById } from '../label/loaders.ts';
import { membershipById } from '../membership/loaders.ts';
import { organizationById } from '../organization/loaders.ts';
import { projectById } from '../project/loaders.ts';
import { roleById } from '../role/loaders.ts';
import { taskById } from '../task/loaders.ts';

export const resolvers: Resolvers = {
  Subscription: {
    taskEvents: eventsOf('task'),
    projectEvents: eventsOf('project'),
    commentEvents: eventsOf('comment'),
    memberEvents: eventsOf('member'),
    invitationEvents: eventsOf('invitation'),
    labelEvents: eventsOf('label'),
    roleEvents: eventsOf('role'),
    organizationEvents: eventsOf('organization'),
  },
  TaskEvent: {
    taskId: ({ id }) => id,
    task: (change, _args, context) => (isDeleted(change) ? null : context.load(taskById, change.id)),
  },
  ProjectEvent: {
    projectId: ({ id }) => id,
    project: (change, _args, context) => (isDeleted(change) ? null : context.load(projectById, change.id)),
  },
  CommentEvent: {
    commentId: ({ id }) => id,
    taskId: ({ taskId }) => taskId!,
    comment: (change, _args, context) => (isDeleted(change) ? null : context.load(commentById, change.id)),
  },
  MemberEvent: {
    membershipId: ({ id }) => id,
    userId: ({ userId }) => userId!,
    membership: (change, _args, context) =>
      isDeleted(change) ? null : context.load(membershipById, change.id),
  },
  InvitationEvent: {
    invitationId: ({ id }) => id,
    invitation: (change, _args, context) =>
      isDeleted(change) ? null : context.load(invitationById, change.id),
  },
  LabelEvent: {
    labelId: ({ id }) => id,
    label: (change, _args, context) => (isDeleted(change) ? null : context.load(labelById, change.id)),
  },
  RoleEvent: {
    roleId: ({ id }) => id,
    role: (change, _args, context) => (isDeleted(change) ? null : context.load(roleById, change.id)),
  },
  OrganizationEvent: {
    organization: async ({ id }, _args, context) => (await context.load(organizationById, id))!,
  },
};
