import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { systemDb } from '../../database/system.ts';
import { endOtherSessions, endSession, logout, register, switchOrganization } from './actions.ts';
import { login } from './login.ts';
import { refreshSession } from './refresh.ts';
import {
  loginInput,
  refreshSessionInput,
  registerInput,
  revokeSessionInput,
  switchOrganizationInput,
} from './input.ts';
import { describeDevice } from './device.ts';
import { listSessions } from './list.ts';

export const resolvers: Resolvers = {
  Query: {
    sessions: (_parent, args, context) =>
      listSessions(systemDb(context), context.viewer.id, context.sessionId, args),
  },
  Session: {
    current: ({ id }, _args, { sessionId }) => id === sessionId,
    device: ({ userAgent }) => describeDevice(userAgent),
  },
  Mutation: {
    register: payload(registerInput, register),
    login: payload(loginInput, login),
    refreshSession: payload(refreshSessionInput, refreshSession),
    switchOrganization: payload(switchOrganizationInput, switchOrganization),
    revokeSession: payload(revokeSessionInput, async (context, input) => {
      await endSession(context, input);
      return { deletedId: input.id };
    }),
    revokeOtherSessions: payload(noInput, async (context) => {
      const affectedCount = await endOtherSessions(context);
      return { affectedCount, count: affectedCount };
    }),
    logout: payload(noInput, async (context) => {
      await logout(context);
      return {};
    }),
  },
};
