import { systemDb } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { describeDevice } from '../../util/device.ts';
import { listAccountEvents } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    accountEvents: (_parent, args, context) => listAccountEvents(systemDb(context), context.viewer.id, args),
  },
  AccountEvent: { device: ({ userAgent }) => describeDevice(userAgent) },
};
