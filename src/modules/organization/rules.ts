import { hasRole, isSignedIn } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { organization: hasRole('MEMBER'), organizations: isSignedIn },
  Mutation: { createOrganization: isSignedIn, updateOrganization: hasRole('OWNER') },
};
