import { can, hasNoInvalidCredentials, isPlatformAdmin } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { plans: hasNoInvalidCredentials, planHistory: can('plan.seeHistory') },
  Mutation: {
    changePlan: can('plan.change'),
    setOrganizationOverrides: isPlatformAdmin,
    clearOrganizationOverrides: isPlatformAdmin,
  },
};
