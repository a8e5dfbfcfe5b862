import type { Context } from '../../context.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import type { EventFilter, Topic } from '../../subscriptions/hub.ts';
import type { Change } from './change.ts';

/** A subscription to the selected organization's things of a kind. */
const eventsOf = (topic: Topic) => ({
  subscribe: (_parent: unknown, filter: EventFilter, { services, scope }: Context) =>
    services.events.subscribe(scope, topic, filter),
  resolve: (change: Change) => change,
});

const isDeleted = ({ type }: Change): boolean => type === 'DELETED';

export const resolvers: Resolvers = {
  Subscription: {
    taskEvents: eventsOf('task'),
    projectEvents: eventsOf('project'),
    commentEvents: eventsOf('comment'),
    memberEvents: eventsOf('member'),
    invitationEvents: eventsOf('invitation'),
    labelEvents: eventsOf('label'),
    organizationEvents: eventsOf('organization'),
  },
  TaskEvent: {
    taskId: ({ id }) => id,
    task: (change, _args, { loaders }) => (isDeleted(change) ? null : loaders.taskById.load(change.id)),
  },
  ProjectEvent: {
    projectId: ({ id }) => id,
    project: (change, _args, { loaders }) => (isDeleted(change) ? null : loaders.projectById.load(change.id)),
  },
  CommentEvent: {
    commentId: ({ id }) => id,
    taskId: ({ taskId }) => taskId!,
    comment: (change, _args, { loaders }) => (isDeleted(change) ? null : loaders.commentById.load(change.id)),
  },
  MemberEvent: {
    membershipId: ({ id }) => id,
    userId: ({ userId }) => userId!,
    membership: (change, _args, { loaders }) =>
      isDeleted(change) ? null : loaders.membershipById.load(change.id),
  },
  InvitationEvent: {
    invitationId: ({ id }) => id,
    invitation: (change, _args, { loaders }) =>
      isDeleted(change) ? null : loaders.invitationById.load(change.id),
  },
  LabelEvent: {
    labelId: ({ id }) => id,
    label: (change, _args, { loaders }) => (isDeleted(change) ? null : loaders.labelById.load(change.id)),
  },
  OrganizationEvent: {
    organization: async ({ id }, _args, { loaders }) => (await loaders.organizationById.load(id))!,
  },
};
