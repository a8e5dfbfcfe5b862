import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changePlan, hasFeature } from './actions.ts';
import { changePlanInput, clearOverridesInput, setOverridesInput } from './input.ts';
import { clearOverrides, findOverrides, setOverrides } from './overrides.ts';
import { countApiRequests, countUsage, listPlans } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    plans: (_parent, _args, { db }) => listPlans(db),
  },
  Organization: {
    plan: async ({ planCode }, _args, { loaders }) => (await loaders.planByCode.load(planCode))!,
    usage: async ({ id, planCode }, _args, context) => {
      const scope = context.scopeOf(id);
      const [used, requests, { limits }] = await Promise.all([
        countUsage(context.db, scope),
        countApiRequests(context.db, scope),
        context.loaders.allowanceOnPlan.load(planCode),
      ]);
      return {
        members: { used: used.members, limit: limits.members },
        projects: { used: used.projects, limit: limits.projects },
        apiKeys: { used: used.apiKeys, limit: limits.apiKeys },
        webhookEndpoints: { used: used.webhookEndpoints, limit: limits.webhookEndpoints },
        apiRequests: { ...requests, limit: limits.apiRequestsPerMonth },
      };
    },
    overrides: ({ id }, _args, context) => findOverrides(context.db, context.scopeOf(id)),
    hasFeature: ({ id }, { feature }, context) => hasFeature(context.loaders, context.scopeOf(id), feature),
  },
  Mutation: {
    setOrganizationOverrides: payload(setOverridesInput, setOverrides),
    clearOrganizationOverrides: payload(clearOverridesInput, clearOverrides),
    changePlan: payload(changePlanInput, async (context, input) => {
      await changePlan(context, input);
      return { organization: await context.loaders.organizationById.load(context.scope.id) };
    }),
  },
};
