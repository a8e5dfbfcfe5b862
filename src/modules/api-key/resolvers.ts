import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { createApiKey, mayGrant, mayManage, renameApiKey, revokeApiKey, rollApiKey } from './actions.ts';
import { createApiKeyInput, revokeApiKeyInput, rollApiKeyInput, updateApiKeyInput } from './input.ts';
import { listApiKeys } from './queries.ts';
import { userById } from '../user/loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    apiKeys: (_parent, args, { tenant }) => listApiKeys(tenant, args),
  },
  ApiKey: {
    createdBy: ({ createdById }, _args, context) => context.load(userById, createdById),
    viewerCanManage: (key, _args, context) => mayManage(context, key),
    viewerCanRoll: (key, _args, context) => mayManage(context, key) && mayGrant(context, key.scopes),
  },
  Mutation: {
    createApiKey: payload(createApiKeyInput, createApiKey),
    rollApiKey: payload(rollApiKeyInput, rollApiKey),
    updateApiKey: payload(updateApiKeyInput, renameApiKey),
    revokeApiKey: payload(revokeApiKeyInput, revokeApiKey),
  },
};
