import { can, isPlatformAdmin, isVisitor } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { plans: isVisitor },
  Mutation: {
    changePlan: can('plan.change'),
    setOrganizationOverrides: isPlatformAdmin,
    clearOrganizationOverrides: isPlatformAdmin,
  },
};
