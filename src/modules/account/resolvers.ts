import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { changePassword, requestEmailVerification, requestPasswordReset } from './actions.ts';
import { deleteAccount } from './delete-account.ts';
import { exportAccount } from './export-account.ts';
import { changeEmail, confirmEmailChange } from './email-change.ts';
import { undoEmailChange } from './undo-email-change.ts';
import {
  beginTotpInput,
  changeEmailInput,
  confirmEmailChangeInput,
  undoEmailChangeInput,
  activateUserInput,
  endUserInput,
  suspendUserInput,
  changePasswordInput,
  confirmTotpEnrollmentInput,
  deleteAccountInput,
  disableTotpInput,
  exportAccountInput,
  loginInput,
  regenerateRecoveryCodesInput,
  requestPasswordResetInput,
  resetPasswordInput,
  verifyEmailInput,
} from './input.ts';
import { accountById, recoveryCodesLeft, statusChangesOfUser } from './loaders.ts';
import { changeUserStatus } from './status.ts';
import { login } from './login.ts';
import { resetPassword, verifyEmail } from './prove-address.ts';
import {
  beginTotpEnrollment,
  confirmTotpEnrollment,
  disableTotp,
  regenerateRecoveryCodes,
} from './second-factor.ts';

export const resolvers: Resolvers = {
  User: {
    account: async ({ id }, _args, context) => {
      const { viewer, platformAdmin } = await context.access();
      return id === viewer?.id || platformAdmin ? context.load(accountById, id) : null;
    },
  },
  UserAccount: {
    emailVerified: ({ emailVerifiedAt }) => emailVerifiedAt !== null,
    totpEnabled: ({ totpEnabledAt }) => totpEnabledAt !== null,
    recoveryCodesLeft: ({ id }, _args, context) => context.load(recoveryCodesLeft, id),
    statusHistory: ({ id }, args, context) => context.load(statusChangesOfUser, id, args),
  },
  Mutation: {
    login: payload(loginInput, login),
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
    exportAccount: payload(exportAccountInput, exportAccount),
    deleteAccount: payload(deleteAccountInput, deleteAccount),
    suspendUser: payload(suspendUserInput, (context, input) =>
      changeUserStatus(context, { ...input, status: 'SUSPENDED' }),
    ),
    activateUser: payload(activateUserInput, (context, input) =>
      changeUserStatus(context, { ...input, status: 'ACTIVE' }),
    ),
    deactivateUser: payload(endUserInput, (context, input) =>
      changeUserStatus(context, { ...input, status: 'DEACTIVATED' }),
    ),
    archiveUser: payload(endUserInput, (context, input) =>
      changeUserStatus(context, { ...input, status: 'ARCHIVED' }),
    ),
  },
};
