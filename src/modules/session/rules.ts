import { isAnyone, isSignedIn } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    register: isAnyone,
    login: isAnyone,
    refreshSession: isAnyone,
    switchOrganization: isSignedIn,
    logout: isSignedIn,
  },
};
