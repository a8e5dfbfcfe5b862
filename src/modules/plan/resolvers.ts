import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { hasFeature } from './actions.ts';
import { cancelPlan, changePlan, withdrawPlanChange } from './change-plan.ts';
import { changePlanInput, clearOverridesInput, setOverridesInput, startPlanTrialInput } from './input.ts';
import { clearOverrides, findOverrides, setOverrides } from './overrides.ts';
import { listAllPlans, listPlans } from './catalogue-queries.ts';
import { countApiRequests, countUsage } from './queries.ts';
import { listPlanSegments } from './segment-queries.ts';
import { organizationById } from '../organization/loaders.ts';
import { archivePlan, createPlan, publishPlanVersion } from './catalogue.ts';
import { declareFeature } from './features.ts';
import { findPlannedChange } from './planned-change-queries.ts';
import {
  archivePlanInput,
  clearFeatureOverrideInput,
  createPlanInput,
  declareFeatureInput,
  isKey,
  movePlanVersionInput,
  publishPlanVersionInput,
  setFeatureOverrideInput,
} from './catalogue-input.ts';
import { findEntitlements } from './entitlements.ts';
import { clearFeatureOverride, listFeatureOverrides, setFeatureOverride } from './feature-overrides.ts';
import { movePlanVersion } from './moves.ts';
import { startPlanTrial } from './start-trial.ts';
import {
  allowanceOnPlan,
  currentPlan,
  entitlementOnPlan,
  planAt,
  planKey,
  versionsOfPlan,
} from './loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    plans: (_parent, _args, { db }) => listPlans(db),
    allPlans: async (_parent, _args, { db }) =>
      (await listAllPlans(db)).map((plan) => ({ ...plan, showsAll: true })),
    planHistory: (_parent, args, { tenant }) => listPlanSegments(tenant, args),
    plannedPlanChange: (_parent, _args, context) => findPlannedChange(context.tenant),
  },
  Organization: {
    plan: async (organization, _args, context) => (await context.load(planAt, planKey(organization)))!,
    usage: async ({ id, planCode, planVersion }, _args, context) => {
      const tenant = context.tenantOf(id);
      const [used, requests, { limits }] = await Promise.all([
        countUsage(tenant, 'viewer'),
        countApiRequests(tenant),
        context.load(allowanceOnPlan, planKey({ planCode, planVersion })),
      ]);
      return {
        members: { used: used.members, limit: limits.members },
        projects: { used: used.projects, limit: limits.projects },
        apiKeys: { used: used.apiKeys, limit: limits.apiKeys },
        webhookEndpoints: { used: used.webhookEndpoints, limit: limits.webhookEndpoints },
        apiRequests: { ...requests, limit: limits.apiRequestsPerMonth },
      };
    },
    overrides: ({ id }, _args, context) => findOverrides(context.tenantOf(id)),
    featureOverrides: ({ id }, _args, context) => listFeatureOverrides(context.tenantOf(id)),
    entitlements: (organization, _args, context) =>
      findEntitlements(context.tenantOf(organization.id), organization, undefined, 'viewer'),
    entitlement: async (organization, { key }, context) => {
      context.tenantOf(organization.id);
      return isKey(key) ? context.load(entitlementOnPlan, `${planKey(organization)} ${key}`) : null;
    },
    hasFeature: ({ id }, { feature }, context) => hasFeature(context, context.tenantOf(id).scope, feature),
  },
  Plan: {
    limits: ({ terms }) => terms.limits,
    version: ({ terms }) => terms.version,
    versions: ({ code, showsAll = false }, _args, context) =>
      context.load(versionsOfPlan, code, { all: showsAll }),
  },
  PlanSegment: {
    plan: async (segment, _args, context) => (await context.load(planAt, planKey(segment)))!,
  },
  PlannedPlanChange: {
    plan: async ({ planCode }, _args, context) => (await context.load(currentPlan, planCode))!,
  },
  Mutation: {
    createPlan: payload(createPlanInput, createPlan),
    publishPlanVersion: payload(publishPlanVersionInput, publishPlanVersion),
    archivePlan: payload(archivePlanInput, archivePlan),
    movePlanVersion: payload(movePlanVersionInput, movePlanVersion),
    declareFeature: payload(declareFeatureInput, declareFeature),
    setFeatureOverride: payload(setFeatureOverrideInput, setFeatureOverride),
    clearFeatureOverride: payload(clearFeatureOverrideInput, clearFeatureOverride),
    setOrganizationOverrides: payload(setOverridesInput, setOverrides),
    clearOrganizationOverrides: payload(clearOverridesInput, clearOverrides),
    changePlan: payload(changePlanInput, async (context, input) => {
      await changePlan(context, input);
      return {
        organization: await context.load(organizationById, context.scope.id),
        plannedChange: await findPlannedChange(context.tenant),
      };
    }),
    cancelPlan: payload(noInput, async (context) => {
      await cancelPlan(context);
      return { plannedChange: await findPlannedChange(context.tenant) };
    }),
    withdrawPlanChange: payload(noInput, async (context) => {
      await withdrawPlanChange(context);
      return { plannedChange: await findPlannedChange(context.tenant) };
    }),
    startPlanTrial: payload(startPlanTrialInput, async (context, input) => {
      await startPlanTrial(context, input);
      return {
        organization: await context.load(organizationById, context.scope.id),
        plannedChange: await findPlannedChange(context.tenant),
      };
    }),
  },
};
