import { isAnyone, isSignedIn } from '../../authorization/guards.ts';
import { atMost } from '../../authorization/rate-limit.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { sessions: isSignedIn },
  Mutation: {
    refreshSession: allOf(atMost(300, 15), isAnyone),
    switchOrganization: isSignedIn,
    logout: isSignedIn,
    revokeSession: isSignedIn,
    revokeOtherSessions: isSignedIn,
  },
};
