import type { Resolvers } from '../../generated/graphql.ts';
import { systemDb } from '../../database/system.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { changePassword, requestEmailVerification, requestPasswordReset } from './actions.ts';
import { describeDevice } from '../session/device.ts';
import { listAccountEvents } from './events.ts';
import { changeEmail, confirmEmailChange } from './email-change.ts';
import { undoEmailChange } from './undo-email-change.ts';
import {
  beginTotpInput,
  changeEmailInput,
  confirmEmailChangeInput,
  undoEmailChangeInput,
  changePasswordInput,
  confirmTotpEnrollmentInput,
  disableTotpInput,
  regenerateRecoveryCodesInput,
  requestPasswordResetInput,
  resetPasswordInput,
  verifyEmailInput,
} from './input.ts';
import { resetPassword, verifyEmail } from './prove-address.ts';
import {
  beginTotpEnrollment,
  confirmTotpEnrollment,
  disableTotp,
  regenerateRecoveryCodes,
} from './second-factor.ts';

export const resolvers: Resolvers = {
  Query: {
    accountEvents: (_parent, args, context) => listAccountEvents(systemDb(context), context.viewer.id, args),
  },
  AccountEvent: { device: ({ userAgent }) => describeDevice(userAgent) },
  Mutation: {
    changePassword: payload(changePasswordInput, changePassword),
    requestEmailVerification: payload(noInput, requestEmailVerification),
    verifyEmail: payload(verifyEmailInput, verifyEmail),
    changeEmail: payload(changeEmailInput, changeEmail),
    confirmEmailChange: payload(confirmEmailChangeInput, confirmEmailChange),
    undoEmailChange: payload(undoEmailChangeInput, undoEmailChange),
    requestPasswordReset: payload(requestPasswordResetInput, requestPasswordReset),
    resetPassword: payload(resetPasswordInput, resetPassword),
    beginTotpEnrollment: payload(beginTotpInput, beginTotpEnrollment),
    confirmTotpEnrollment: payload(confirmTotpEnrollmentInput, confirmTotpEnrollment),
    disableTotp: payload(disableTotpInput, disableTotp),
    regenerateRecoveryCodes: payload(regenerateRecoveryCodesInput, regenerateRecoveryCodes),
  },
};
