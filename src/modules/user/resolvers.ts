import { isId } from '../../database/ids.ts';
import { systemDb } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { listUsers } from './directory.ts';
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
    user: async (_parent, { id }, { loaders, isPlatformAdmin }) => {
      if (!isId(id)) return null;
      if (!isPlatformAdmin) return loaders.userById.load(id.toLowerCase());
      return loaders.anyUserById.load(id.toLowerCase());
    },
    users: (_parent, args, context) => listUsers(systemDb(context), args),
  },
  User: {
    memberships: async (user, _args, context) => {
      if (user.id === (await context.access()).viewer?.id) return context.loaders.ownMemberships();
      return context.loaders.membershipsByUser.load(user.id);
    },
    account: async ({ id }, _args, context) => {
      const { viewer, platformAdmin } = await context.access();
      return id === viewer?.id || platformAdmin ? context.loaders.accountById.load(id) : null;
    },
  },
  UserAccount: {
    emailVerified: ({ emailVerifiedAt }) => emailVerifiedAt !== null,
    totpEnabled: ({ totpEnabledAt }) => totpEnabledAt !== null,
    recoveryCodesLeft: ({ id }, _args, { loaders }) => loaders.recoveryCodesLeft.load(id),
    statusHistory: ({ id }, args, { loaders }) => loaders.statusChangesOfUser(args).load(id),
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
