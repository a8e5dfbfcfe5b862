import { isAnyone, isPlatformAdmin, isSignedIn } from '../../authorization/guards.ts';
import { atMost } from '../../authorization/rate-limit.ts';
import { type RuleTree, allOf } from '../../authorization/shield.ts';

// Fields that check a password and have no `atMost` here are limited by sign-in-limit.ts, which counts failed attempts.
export const rules: RuleTree = {
  Mutation: {
    login: isAnyone,
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
    exportAccount: allOf(atMost(100, 15), isSignedIn),
    deleteAccount: isSignedIn,
    suspendUser: isPlatformAdmin,
    activateUser: isPlatformAdmin,
    deactivateUser: isPlatformAdmin,
    archiveUser: isPlatformAdmin,
  },
};
