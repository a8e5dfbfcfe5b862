import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { viewerCan } from '../membership/viewer-permissions.ts';
import { userById } from '../user/loaders.ts';
import { changeServiceAccount, createServiceAccount, removeServiceAccount } from './actions.ts';
import { createServiceAccountInput, deleteServiceAccountInput, updateServiceAccountInput } from './input.ts';

export const resolvers: Resolvers = {
  Membership: {
    responsible: ({ responsibleId }, _args, context) =>
      responsibleId ? context.load(userById, responsibleId) : null,
  },
  Organization: {
    viewerCanManageServiceAccounts: viewerCan('serviceAccount.manage'),
  },
  Mutation: {
    createServiceAccount: payload(createServiceAccountInput, createServiceAccount),
    updateServiceAccount: payload(updateServiceAccountInput, changeServiceAccount),
    deleteServiceAccount: payload(deleteServiceAccountInput, removeServiceAccount),
  },
};
