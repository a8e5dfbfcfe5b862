import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { planAt, planKey } from '../plan/loaders.ts';
import { openBillingPortal, startCheckout } from './actions.ts';
import { openBillingPortalInput, releasePlanInput, startCheckoutInput } from './input.ts';
import { findPayment } from './queries.ts';
import { releasePlan } from './release.ts';

export const resolvers: Resolvers = {
  Query: {
    payment: async (_parent, _args, { tenant, services }) => ({
      enabled: services.payments !== undefined,
      ...(await findPayment(tenant)),
    }),
  },
  Payment: {
    plan: ({ planCode, planVersion }, _args, context) =>
      planCode !== null && planVersion !== null
        ? context.load(planAt, planKey({ planCode, planVersion })).then((plan) => plan ?? null)
        : null,
  },
  Mutation: {
    startCheckout: payload(startCheckoutInput, startCheckout),
    openBillingPortal: payload(openBillingPortalInput, openBillingPortal),
    releasePlan: payload(releasePlanInput, releasePlan),
  },
};
