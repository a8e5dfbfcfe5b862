import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { changePassword, requestEmailVerification, requestPasswordReset } from './actions.ts';
import {
  beginTotpInput,
  changePasswordInput,
  confirmTotpInput,
  disableTotpInput,
  requestPasswordResetInput,
  resetPasswordInput,
  verifyEmailInput,
} from './input.ts';
import { resetPassword, verifyEmail } from './prove-address.ts';
import { beginTotpEnrollment, confirmTotpEnrollment, disableTotp } from './second-factor.ts';

export const resolvers: Resolvers = {
  Mutation: {
    changePassword: payload(changePasswordInput, changePassword),
    requestEmailVerification: payload(noInput, requestEmailVerification),
    verifyEmail: payload(verifyEmailInput, verifyEmail),
    requestPasswordReset: payload(requestPasswordResetInput, requestPasswordReset),
    resetPassword: payload(resetPasswordInput, resetPassword),
    beginTotpEnrollment: payload(beginTotpInput, beginTotpEnrollment),
    confirmTotpEnrollment: payload(confirmTotpInput, confirmTotpEnrollment),
    disableTotp: payload(disableTotpInput, disableTotp),
  },
};
