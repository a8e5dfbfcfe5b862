import type { Resolvers } from '../../generated/graphql.ts';
import { toCsv } from './csv.ts';
import { monthOf } from '../usage/month.ts';
import { listStatements, readStatement } from './statement.ts';
import type { PlanRef } from '../organization/rows.ts';
import type { BillingStatementRow } from './rows.ts';
import { organizationById } from '../organization/loaders.ts';
import { planAt, planKey } from '../plan/loaders.ts';

/** The last plan of the month. */
function lastPlan({ planCode, lineItems }: BillingStatementRow): PlanRef {
  const last = lineItems.findLast(({ kind }) => kind === 'BASE');
  return { planCode, planVersion: last?.segment.planVersion ?? 1 };
}

export const resolvers: Resolvers = {
  Query: {
    billingStatement: (_parent, { month }, { tenant }) => readStatement(tenant, month),
    billingStatements: (_parent, args, { tenant }) => listStatements(tenant, args),
  },
  BillingStatement: {
    organization: async ({ organizationId }, _args, context) =>
      (await context.load(organizationById, organizationId))!,
    month: ({ month }) => monthOf(month),
    plan: async (statement, _args, context) => (await context.load(planAt, planKey(lastPlan(statement))))!,
    csv: toCsv,
  },
  BillingLineItem: {
    usageMonth: ({ usageMonth }) => monthOf(usageMonth),
    plan: async ({ segment: { planCode, planVersion } }, _args, context) =>
      planCode && planVersion ? context.load(planAt, planKey({ planCode, planVersion })) : null,
    from: ({ segment }) => segment.from,
    to: ({ segment }) => segment.to,
    priceModel: ({ pricing }) => pricing.model,
    packageSize: ({ pricing }) => ('packageSize' in pricing ? pricing.packageSize : null),
    tiers: ({ pricing }) => ('tiers' in pricing ? pricing.tiers : []),
  },
};
