import { isAnyone, isSignedIn } from '../../authorization/guards.ts';
import { atMost } from '../../authorization/rate-limit.ts';
import { type RuleTree, allOf } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { accountEvents: isSignedIn },
  Mutation: {
    changePassword: isSignedIn,
    requestEmailVerification: allOf(atMost(10, 15), isSignedIn),
    verifyEmail: allOf(atMost(30, 15), isAnyone),
    changeEmail: allOf(atMost(10, 15), isSignedIn),
    confirmEmailChange: allOf(atMost(30, 15), isAnyone),
    undoEmailChange: allOf(atMost(30, 15), isAnyone),
    requestPasswordReset: allOf(atMost(10, 15), isAnyone),
    resetPassword: allOf(atMost(30, 15), isAnyone),
    beginTotpEnrollment: isSignedIn,
    confirmTotpEnrollment: allOf(atMost(10, 15), isSignedIn),
    disableTotp: isSignedIn,
    regenerateRecoveryCodes: isSignedIn,
  },
};
