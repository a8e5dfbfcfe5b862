import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { register } from './actions.ts';
import { registerInput } from './input.ts';

export const resolvers: Resolvers = {
  Mutation: { register: payload(registerInput, register) },
};
