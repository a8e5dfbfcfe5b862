import { hasRole, isNoStranger, isSignedIn } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { organization: isNoStranger, organizations: isSignedIn },
  Mutation: { createOrganization: isSignedIn, updateOrganization: hasRole('OWNER') },
};
