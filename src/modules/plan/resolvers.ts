import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changePlan } from './actions.ts';
import { changePlanInput } from './input.ts';
import { countUsage, listPlans } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    plans: (_parent, _args, { db }) => listPlans(db),
  },
  Organization: {
    plan: async ({ planCode }, _args, { loaders }) => (await loaders.planByCode.load(planCode))!,
    usage: async ({ id, planCode }, _args, context) => {
      const used = await countUsage(context.db, context.scopeOf(id));
      const { limits } = (await context.loaders.planByCode.load(planCode))!;
      return {
        members: { used: used.members, limit: limits.members },
        projects: { used: used.projects, limit: limits.projects },
      };
    },
  },
  Mutation: {
    changePlan: payload(changePlanInput, async (context, input) => {
      await changePlan(context, input);
      return { organization: await context.loaders.organizationById.load(context.scope.id) };
    }),
  },
};
