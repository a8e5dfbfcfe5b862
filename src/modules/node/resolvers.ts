import type { Context } from '../../context.ts';
import { requireFew } from '../../database/filter.ts';
import { isId } from '../../database/ids.ts';
import type { Resolvers } from '../../generated/graphql.ts';

export const resolvers: Resolvers = {
  Query: {
    node: (_parent, { id }, context) => findNode(context, id),
    nodes: (_parent, { ids }, context) => {
      requireFew('ids', ids);
      return Promise.all(ids.map((id) => findNode(context, id)));
    },
  },
  Node: {
    __resolveType: (thing) => (thing as unknown as Typed).__typename,
  },
};

type Typed = {
  __typename:
    | 'User'
    | 'Session'
    | 'Organization'
    | 'Membership'
    | 'Invitation'
    | 'AuditEvent'
    | 'Project'
    | 'Task'
    | 'Label'
    | 'Comment'
    | 'ApiKey'
    | 'WebhookEndpoint'
    | 'WebhookDelivery'
    | 'Notification';
};

/** Looks for the id in every type at once: their statements travel together, those of several ids, too. */
async function findNode({ loaders, hasScope }: Context, wanted: string) {
  if (!isId(wanted)) return null;
  const id = wanted.toLowerCase();
  const candidates = [
    loaders.userById.load(id).then(typed('User')),
    loaders.organizationById.load(id).then(typed('Organization')),
    ...(hasScope
      ? [
          loaders.membershipById.load(id).then(typed('Membership')),
          loaders.invitationById.load(id).then(typed('Invitation')),
          loaders.auditEventById.load(id).then(typed('AuditEvent')),
          loaders.projectById.load(id).then(typed('Project')),
          loaders.taskById.load(id).then(typed('Task')),
          loaders.labelById.load(id).then(typed('Label')),
          loaders.commentById.load(id).then(typed('Comment')),
          loaders.apiKeyById.load(id).then(typed('ApiKey')),
          loaders.webhookEndpointById.load(id).then(typed('WebhookEndpoint')),
          loaders.webhookDeliveryById.load(id).then(typed('WebhookDelivery')),
          loaders.notificationById.load(id).then(typed('Notification')),
        ]
      : []),
  ];
  const found = (await Promise.all(candidates)).find((thing) => thing !== undefined);
  // Sessions are read on another connection, so only for what is nothing else.
  return found ?? (await loaders.sessionById.load(id).then(typed('Session'))) ?? null;
}

const typed =
  <Name extends Typed['__typename']>(__typename: Name) =>
  <Row extends object>(row: Row | undefined) =>
    row && { ...row, __typename };
