import { isId } from '../../database/ids.ts';
import { systemDb } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { listUsers } from './admin-queries.ts';
import { updateProfileInput } from './input.ts';
import { updateProfile } from './profile.ts';
import { anyUserById, userById } from './loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    me: async (_parent, _args, context) => (await context.access()).viewer,
    user: async (_parent, { id }, context) => {
      if (!isId(id)) return null;
      if (!context.isPlatformAdmin) return context.load(userById, id.toLowerCase());
      return context.load(anyUserById, id.toLowerCase());
    },
    users: (_parent, args, context) => listUsers(systemDb(context), args),
  },
  Mutation: {
    updateProfile: payload(updateProfileInput, updateProfile),
  },
};
