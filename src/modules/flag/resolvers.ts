import { systemDb } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { clearFlag, setFlag } from './actions.ts';
import { clearFlagInput, setFlagInput } from './input.ts';
import { findFlags } from './queries.ts';

export const resolvers: Resolvers = {
  Query: { flags: (_parent, _args, context) => findFlags(systemDb(context)) },
  Organization: {
    isFlagOn: async (organization, { flag }, context) => {
      context.tenantOf(organization.id);
      return context.services.flags.isOn(flag, organization);
    },
  },
  Mutation: {
    setFlag: payload(setFlagInput, setFlag),
    clearFlag: payload(clearFlagInput, clearFlag),
  },
};
