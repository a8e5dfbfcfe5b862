import { isId } from '../../database/ids.ts';
import { systemDb } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { countRecoveryCodes, findAccount } from '../account/queries.ts';
import { findUsersByIds, listStatusChanges, listUsers } from './directory.ts';
import {
  activateUserInput,
  deleteAccountInput,
  endUserInput,
  suspendUserInput,
  updateProfileInput,
} from './input.ts';
import { deleteAccount } from './delete-account.ts';
import { changeUserStatus } from './lifecycle.ts';
import { updateProfile } from './profile.ts';

export const resolvers: Resolvers = {
  Query: {
    me: async (_parent, _args, context) => (await context.access()).viewer,
    user: async (_parent, { id }, { loaders, services, isPlatformAdmin }) => {
      if (!isId(id)) return null;
      if (!isPlatformAdmin) return loaders.userById.load(id.toLowerCase());
      return (await findUsersByIds(systemDb(services), [id]))[0];
    },
    users: (_parent, args, { services }) => listUsers(systemDb(services), args),
  },
  User: {
    memberships: (user, _args, context) => {
      if (user.id === context.viewer.id) return context.loaders.ownMemberships();
      return context.loaders.membershipsByUser.load(user.id);
    },
    account: async ({ id }, _args, { services, viewer, isPlatformAdmin }) =>
      id === viewer.id || isPlatformAdmin ? findAccount(systemDb(services), id) : null,
  },
  UserAccount: {
    emailVerified: ({ emailVerifiedAt }) => emailVerifiedAt !== null,
    totpEnabled: ({ totpEnabledAt }) => totpEnabledAt !== null,
    recoveryCodesLeft: ({ id }, _args, { services }) => countRecoveryCodes(systemDb(services), id),
    statusHistory: ({ id }, args, { services }) => listStatusChanges(systemDb(services), id, args),
  },
  Mutation: {
    updateProfile: payload(updateProfileInput, updateProfile),
    suspendUser: payload(suspendUserInput, (context, input) =>
      changeUserStatus(context, { ...input, status: 'SUSPENDED' }),
    ),
    activateUser: payload(activateUserInput, (context, input) =>
      changeUserStatus(context, { ...input, status: 'ACTIVE' }),
    ),
    deactivateUser: payload(endUserInput, (context, input) =>
      changeUserStatus(context, { ...input, status: 'DEACTIVATED' }),
    ),
    archiveUser: payload(endUserInput, (context, input) =>
      changeUserStatus(context, { ...input, status: 'ARCHIVED' }),
    ),
    deleteAccount: payload(deleteAccountInput, deleteAccount),
  },
};
