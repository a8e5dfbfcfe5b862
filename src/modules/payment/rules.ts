import { can, isPlatformAdmin } from '../../authorization/guards.ts';
import { atMost } from '../../authorization/rate-limit.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { payment: can('billing.see') },
  Mutation: {
    startCheckout: allOf(atMost(60, 15), can('plan.change')),
    openBillingPortal: allOf(atMost(60, 15), can('billing.manage')),
    releasePlan: isPlatformAdmin,
  },
};
