import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { recordUsage } from './actions.ts';
import { recordUsageInput } from './input.ts';
import { listUsageEvents } from './queries.ts';
import { readSeries } from './series.ts';

export const resolvers: Resolvers = {
  Query: {
    usageSeries: (_parent, args, { db, scope }) => readSeries(db, scope, args),
    usageEvents: (_parent, args, { db, scope }) => listUsageEvents(db, scope, args),
  },
  Mutation: {
    recordUsage: payload(recordUsageInput, async (context, input) => ({
      receipts: await recordUsage(context, input),
    })),
  },
};
