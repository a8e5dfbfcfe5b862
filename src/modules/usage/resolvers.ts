import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { recordUsage } from './actions.ts';
import { recordUsageInput, voidUsageEventInput } from './input.ts';
import { listUsageEvents } from './queries.ts';
import { readSeries } from './series.ts';
import { voidUsageEvent } from './voids.ts';
import { userById } from '../user/loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    usageSeries: (_parent, args, { tenant }) => readSeries(tenant, args),
    usageEvents: (_parent, args, { tenant }) => listUsageEvents(tenant, args),
  },
  UsageEvent: {
    void: (event) => (event.voidedAt === null ? null : event),
  },
  UsageVoid: {
    reason: ({ voidReason }) => voidReason!,
    voidedBy: ({ voidedById }, _args, context) => (voidedById ? context.load(userById, voidedById) : null),
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
