import { hasNoInvalidCredentials, isKnown, isPlatformAdmin, isSignedIn } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { me: hasNoInvalidCredentials, user: isKnown, users: isPlatformAdmin },
  Mutation: {
    updateProfile: isSignedIn,
  },
};
