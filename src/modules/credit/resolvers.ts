import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { userById } from '../user/loaders.ts';
import { setCreditAlert, spendCredits } from './actions.ts';
import { grantCredits, voidCreditGrant } from './grants.ts';
import { grantCreditsInput, setCreditAlertInput, spendCreditsInput, voidCreditGrantInput } from './input.ts';
import { listCreditEntries, listCreditGrants } from './lists.ts';
import { creditGrantById, creditSpendById } from './loaders.ts';
import { findCreditBalance } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    creditBalance: (_parent, _args, { tenant }) => findCreditBalance(tenant),
    creditGrants: (_parent, args, { tenant }) => listCreditGrants(tenant, args),
    creditEntries: (_parent, args, { tenant }) => listCreditEntries(tenant, args),
  },
  CreditEntry: {
    grant: async ({ grantId }, _args, context) => (await context.load(creditGrantById, grantId))!,
    spend: ({ spendId }, _args, context) => (spendId ? context.load(creditSpendById, spendId) : null),
  },
  CreditSpend: {
    spentBy: ({ spentById }, _args, context) => (spentById ? context.load(userById, spentById) : null),
  },
  Mutation: {
    grantCredits: payload(grantCreditsInput, grantCredits),
    voidCreditGrant: payload(voidCreditGrantInput, voidCreditGrant),
    spendCredits: payload(spendCreditsInput, spendCredits),
    setCreditAlert: payload(setCreditAlertInput, setCreditAlert),
  },
};
