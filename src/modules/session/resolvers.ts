import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { systemDb } from '../../database/system.ts';
import { endOtherSessions, endSession, logout, switchOrganization } from './actions.ts';
import { refreshSession } from './refresh.ts';
import { refreshSessionInput, revokeSessionInput, switchOrganizationInput } from './input.ts';
import { describeDevice } from '../../util/device.ts';
import { listSessions } from './lists.ts';

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
