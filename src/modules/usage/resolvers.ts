import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { recordUsage } from './actions.ts';
import { recordUsageInput, voidUsageEventInput } from './input.ts';
import { listUsageEvents } from './queries.ts';
import { readSeries } from './series.ts';
import { voidUsageEvent } from './voids.ts';

export const resolvers: Resolvers = {
  Query: {
    usageSeries: (_parent, args, { db, scope }) => readSeries(db, scope, args),
    usageEvents: (_parent, args, { db, scope }) => listUsageEvents(db, scope, args),
  },
  UsageEvent: {
    void: (event) => (event.voidedAt === null ? null : event),
  },
  UsageVoid: {
    reason: ({ voidReason }) => voidReason!,
    voidedBy: ({ voidedById }, _args, { loaders }) => (voidedById ? loaders.userById.load(voidedById) : null),
    statementMonth: ({ voidStatementMonth }) => voidStatementMonth!,
    createdAt: ({ voidedAt }) => voidedAt!,
  },
  Mutation: {
    recordUsage: payload(recordUsageInput, async (context, input) => ({
      receipts: await recordUsage(context, input),
    })),
    voidUsageEvent: payload(voidUsageEventInput, voidUsageEvent),
  },
};
