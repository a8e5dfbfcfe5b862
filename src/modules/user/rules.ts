import { isKnown, isPlatformAdmin, isSignedIn, isVisitor } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { me: isVisitor, user: isKnown, users: isPlatformAdmin },
  Mutation: {
    updateProfile: isSignedIn,
    suspendUser: isPlatformAdmin,
    activateUser: isPlatformAdmin,
    deactivateUser: isPlatformAdmin,
    archiveUser: isPlatformAdmin,
    deleteAccount: isSignedIn,
  },
};
