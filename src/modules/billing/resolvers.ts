import type { Resolvers } from '../../generated/graphql.ts';
import { toCsv } from './csv.ts';
import { monthOf } from '../usage/month.ts';
import { listStatements, readStatement } from './statement.ts';
import { organizationById } from '../organization/loaders.ts';
import { planByCode } from '../plan/loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    billingStatement: (_parent, { month }, { tenant }) => readStatement(tenant, month),
    billingStatements: (_parent, args, { tenant }) => listStatements(tenant, args),
  },
  BillingStatement: {
    organization: async ({ organizationId }, _args, context) =>
      (await context.load(organizationById, organizationId))!,
    month: ({ month }) => monthOf(month),
    plan: async ({ planCode }, _args, context) => (await context.load(planByCode, planCode))!,
    csv: toCsv,
  },
  BillingLineItem: {
    usageMonth: ({ usageMonth }) => monthOf(usageMonth),
    plan: async ({ segment: { planCode } }, _args, context) => planCode && context.load(planByCode, planCode),
    from: ({ segment }) => segment.from,
    to: ({ segment }) => segment.to,
  },
};
