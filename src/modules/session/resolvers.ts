import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { login, logout, refreshSession, register, switchOrganization } from './actions.ts';
import { loginInput, refreshSessionInput, registerInput, switchOrganizationInput } from './input.ts';

export const resolvers: Resolvers = {
  Mutation: {
    register: payload(registerInput, register),
    login: payload(loginInput, login),
    refreshSession: payload(refreshSessionInput, refreshSession),
    switchOrganization: payload(switchOrganizationInput, switchOrganization),
    logout: payload(noInput, async (context) => {
      await logout(context);
      return {};
    }),
  },
};
