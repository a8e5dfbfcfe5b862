import type { GraphQLError, GraphQLSchema } from 'graphql';
import { type Access, refuseCredentials, refusePermission, refuseUnknown } from '../authorization/access.ts';
import type { Context } from '../context.ts';
import { isId } from '../database/ids.ts';
import { badUserInput } from '../errors.ts';
import type { Loaders } from '../modules/index.ts';

type Refuse = (access: Access) => GraphQLError | undefined;

/**
 * How an entity is found from a reference that another subgraph sent: `_entities` has no rule of its own, so each
 * type checks the caller here, and then sees what any query would.
 */
const reference =
  <Key extends string>(key: Key, refuse: Refuse, load: (loaders: Loaders, key: string) => Promise<unknown>) =>
  async (sent: Record<Key, unknown>, context: Context) => {
    const refusal = refuse(await context.access());
    if (refusal) throw refusal;
    const value = String(sent[key]);
    if (key === 'id' && !isId(value)) return null;
    return (await load(context.loaders, key === 'id' ? value.toLowerCase() : value)) ?? null;
  };

const refuseOutsiders: Refuse = (access) => refusePermission(access, 'organization.see');

/** One for each type with a `@key` that is not `resolvable: false`. */
export const references = {
  User: { __resolveReference: reference('id', refuseUnknown, (loaders, id) => loaders.userById.load(id)) },
  Organization: {
    __resolveReference: reference('id', refuseUnknown, (loaders, id) => loaders.organizationById.load(id)),
  },
  Membership: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) => loaders.membershipById.load(id)),
  },
  Invitation: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) => loaders.invitationById.load(id)),
  },
  Plan: {
    __resolveReference: reference('code', refuseCredentials, (loaders, code) =>
      loaders.planByCode.load(code),
    ),
  },
  Project: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) => loaders.projectById.load(id)),
  },
  Task: { __resolveReference: reference('id', refuseOutsiders, (loaders, id) => loaders.taskById.load(id)) },
  ApiKey: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) => loaders.apiKeyById.load(id)),
  },
  Label: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) => loaders.labelById.load(id)),
  },
  Comment: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) => loaders.commentById.load(id)),
  },
  WebhookEndpoint: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) =>
      loaders.webhookEndpointById.load(id),
    ),
  },
  WebhookDelivery: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) =>
      loaders.webhookDeliveryById.load(id),
    ),
  },
  Notification: {
    __resolveReference: reference('id', refuseOutsiders, (loaders, id) => loaders.notificationById.load(id)),
  },
};

/** Lets `_entities` refuse a type that is no entity, in place: by itself it fails as if the fault were ours. */
export function refuseUnknownEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()!.getFields()['_entities']!;
  const resolve = field.resolve!;
  field.resolve = (parent, args, context, info) => {
    for (const { __typename } of args['representations']) {
      if (!Object.hasOwn(references, String(__typename)))
        throw badUserInput('A representation is of no entity.');
    }
    return resolve(parent, args, context, info);
  };
}
