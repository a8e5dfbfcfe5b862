import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { declareMeter, updateMeterPolicy } from './actions.ts';
import { declareMeterInput, updateMeterPolicyInput } from './input.ts';
import { findMeterPolicy, listMeters } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    meters: (_parent, _args, { db }) => listMeters(db),
    meterPolicy: (_parent, _args, { db }) => findMeterPolicy(db),
  },
  Mutation: {
    declareMeter: payload(declareMeterInput, declareMeter),
    updateMeterPolicy: payload(updateMeterPolicyInput, updateMeterPolicy),
  },
};
