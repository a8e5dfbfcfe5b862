import { isId } from '../../database/ids.ts';
import type { Resolvers } from '../../generated/graphql.ts';

export const resolvers: Resolvers = {
  Query: {
    me: async (_parent, _args, context) => (await context.access()).viewer,
    user: (_parent, { id }, { loaders }) => (isId(id) ? loaders.userById.load(id.toLowerCase()) : null),
  },
  User: {
    memberships: (user, _args, context) => {
      if (user.id === context.viewer.id) return context.loaders.ownMemberships();
      return context.loaders.membershipsByUser.load(user.id);
    },
  },
};
