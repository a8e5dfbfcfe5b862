import { can, isNoGuestThere, hasNoInvalidCredentials, isPlatformAdmin } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: {
    plans: hasNoInvalidCredentials,
    allPlans: isPlatformAdmin,
    planHistory: can('plan.seeHistory'),
    plannedPlanChange: can('plan.seeHistory'),
  },
  Organization: {
    plan: isNoGuestThere,
    usage: isNoGuestThere,
    overrides: isNoGuestThere,
    featureOverrides: isNoGuestThere,
    entitlements: isNoGuestThere,
    entitlement: isNoGuestThere,
    hasFeature: isNoGuestThere,
  },
  Mutation: {
    changePlan: can('plan.change'),
    cancelPlan: can('plan.change'),
    withdrawPlanChange: can('plan.change'),
    startPlanTrial: can('plan.change'),
    createPlan: isPlatformAdmin,
    publishPlanVersion: isPlatformAdmin,
    archivePlan: isPlatformAdmin,
    movePlanVersion: isPlatformAdmin,
    declareFeature: isPlatformAdmin,
    setFeatureOverride: isPlatformAdmin,
    clearFeatureOverride: isPlatformAdmin,
    setOrganizationOverrides: isPlatformAdmin,
    clearOrganizationOverrides: isPlatformAdmin,
  },
};
