import type { Resolvers } from '../../generated/graphql.ts';
import { toCsv } from './csv.ts';
import { monthOf } from './month.ts';
import { listStatements, readStatement } from './statement.ts';

export const resolvers: Resolvers = {
  Query: {
    billingStatement: (_parent, { month }, { db, scope }) => readStatement(db, scope, month),
    billingStatements: (_parent, args, { db, scope }) => listStatements(db, scope, args),
  },
  BillingStatement: {
    organization: async ({ organizationId }, _args, { loaders }) =>
      (await loaders.organizationById.load(organizationId))!,
    month: ({ month }) => monthOf(month),
    plan: async ({ planCode }, _args, { loaders }) => (await loaders.planByCode.load(planCode))!,
    csv: toCsv,
  },
  BillingLineItem: {
    usageMonth: ({ usageMonth }) => monthOf(usageMonth),
  },
};
