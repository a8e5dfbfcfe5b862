import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changeOrganization, createOrganization } from './actions.ts';
import { createOrganizationInput, updateOrganizationInput } from './input.ts';
import { listOwnOrganizations } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    organization: async (_parent, _args, context) =>
      context.loaders.organizationById.load((await context.access()).membership!.organizationId),
    organizations: (_parent, args, { db, viewer }) => listOwnOrganizations(db, viewer.id, args),
  },
  Mutation: {
    createOrganization: payload(createOrganizationInput, async ({ db, request, loaders }, input) => {
      const id = await createOrganization(db, input, request);
      return { organization: await loaders.organizationById.load(id) };
    }),
    updateOrganization: payload(updateOrganizationInput, async (context, input) => ({
      organization: await changeOrganization(context, input),
    })),
  },
  Organization: {
    viewerRole: async ({ id }, _args, { loaders }) =>
      (await loaders.ownMembershipByOrganization.load(id))?.role,
  },
};
