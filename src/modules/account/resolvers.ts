import type { Resolvers } from '../../generated/graphql.ts';
import { systemDb } from '../../database/system.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { changePassword, requestEmailVerification, requestPasswordReset } from './actions.ts';
import { describeDevice } from '../session/device.ts';
import { listAccountEvents } from './events.ts';
import {
  beginTotpInput,
  changePasswordInput,
  confirmTotpInput,
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
    accountEvents: (_parent, args, { services, viewer }) =>
      listAccountEvents(systemDb(services), viewer.id, args),
  },
  AccountEvent: { device: ({ userAgent }) => describeDevice(userAgent) },
  Mutation: {
    changePassword: payload(changePasswordInput, changePassword),
    requestEmailVerification: payload(noInput, requestEmailVerification),
    verifyEmail: payload(verifyEmailInput, verifyEmail),
    requestPasswordReset: payload(requestPasswordResetInput, requestPasswordReset),
    resetPassword: payload(resetPasswordInput, resetPassword),
    beginTotpEnrollment: payload(beginTotpInput, beginTotpEnrollment),
    confirmTotpEnrollment: payload(confirmTotpInput, confirmTotpEnrollment),
    disableTotp: payload(disableTotpInput, disableTotp),
    regenerateRecoveryCodes: payload(regenerateRecoveryCodesInput, regenerateRecoveryCodes),
  },
};
