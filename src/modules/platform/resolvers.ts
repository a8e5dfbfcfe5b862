import { systemDb } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { useOfOrganization } from './loaders.ts';
import { listAllOrganizations } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    allOrganizations: (_parent, args, context) => listAllOrganizations(systemDb(context), args),
  },
  OrganizationOverview: {
    use: ({ organizationId }, _args, context) => context.load(useOfOrganization, organizationId),
  },
};
