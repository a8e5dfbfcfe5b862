import type { Resolvers } from '../../generated/graphql.ts';
import { namesOf } from '../../authorization/permission-names.ts';
import { payload } from '../../graphql/payload.ts';
import { changeApiKey, createApiKey, mayManage, mayRoll, revokeApiKey, rollApiKey } from './actions.ts';
import {
  createApiKeyInput,
  revokeApiKeyInput,
  rollApiKeyInput,
  updateApiKeyInput,
  verifyKeyInput,
} from './input.ts';
import { verifyKey } from './verify.ts';
import { usedThisMonth } from './loaders.ts';
import { listApiKeys } from './queries.ts';
import { visibleProjects } from '../project/loaders.ts';
import { userById } from '../user/loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    apiKeys: (_parent, args, { tenant }) => listApiKeys(tenant, args),
  },
  ApiKey: {
    createdBy: ({ createdById }, _args, context) =>
      createdById === null ? null : context.load(userById, createdById),
    owner: ({ ownerId }, _args, context) => context.load(userById, ownerId),
    permissions: ({ permissions }) => namesOf(permissions ?? []),
    networks: ({ networks }) => networks ?? [],
    isLimitedToProjects: ({ projectIds }) => projectIds !== null,
    projects: ({ projectIds }, _args, context) => visibleProjects(context, projectIds ?? []),
    usedThisMonth: ({ id, requestsPerMonth }, _args, context) =>
      requestsPerMonth === null ? null : context.load(usedThisMonth, id),
    viewerCanManage: (key, _args, context) => mayManage(context, key),
    viewerCanRoll: (key, _args, context) => mayRoll(context, key),
  },
  Mutation: {
    createApiKey: payload(createApiKeyInput, createApiKey),
    rollApiKey: payload(rollApiKeyInput, rollApiKey),
    updateApiKey: payload(updateApiKeyInput, changeApiKey),
    revokeApiKey: payload(revokeApiKeyInput, revokeApiKey),
    verifyKey: payload(verifyKeyInput, verifyKey),
  },
};
