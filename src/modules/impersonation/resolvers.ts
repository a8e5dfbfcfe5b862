import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { endImpersonation, startImpersonation } from './actions.ts';
import { endImpersonationInput, startImpersonationInput } from './input.ts';

export const resolvers: Resolvers = {
  Mutation: {
    startImpersonation: payload(startImpersonationInput, startImpersonation),
    endImpersonation: payload(endImpersonationInput, async (context, { sessionId }) => {
      await endImpersonation(context, sessionId);
      return {};
    }),
  },
};
