import { z } from 'zod';
import type { Config } from '../../config.ts';
import { code, email, future, id, reason, token } from '../../graphql/input.ts';
import { toMailbox } from '../../util/mailbox.ts';
import { newPassword } from './password-policy.ts';

/** The form of credentials is not validated: malformed credentials are wrong credentials. */
export const loginInput = z
  .object({
    email: z.string().transform((value) => value.trim().toLowerCase()),
    password: z.string(),
    totpCode: code.nullish(),
    organizationId: id('organization').nullish(),
  })
  .transform((input) => ({ ...input, email: toMailbox(input.email) ?? input.email, spelled: input.email }));

export const changePasswordInput = (config: Config) =>
  z.object({ currentPassword: z.string(), newPassword: newPassword(config) });
export const verifyEmailInput = (config: Config) =>
  z.object({ token, password: z.string().nullish(), newPassword: newPassword(config).nullish() });
export const changeEmailInput = z.object({ newEmail: email, password: z.string(), code: code.nullish() });
export const confirmEmailChangeInput = z.object({ token, password: z.string().nullish() });
export const undoEmailChangeInput = (config: Config) => z.object({ token, newPassword: newPassword(config) });
export const requestPasswordResetInput = z.object({ email });
export const resetPasswordInput = (config: Config) => z.object({ token, newPassword: newPassword(config) });
/** A missing input counts as a missing password: `REQUIRED` at `password`. */
export const beginTotpInput = z.preprocess((input) => input ?? {}, z.object({ password: z.string() }));
export const confirmTotpEnrollmentInput = z.object({ password: z.string(), code });
export const regenerateRecoveryCodesInput = z.object({ password: z.string(), code: code.nullish() });
export const disableTotpInput = z.object({ password: z.string(), code });
export const exportAccountInput = z.object({
  password: z.string(),
  code: code.nullish(),
  cursor: z.string().nullish(),
});
export const deleteAccountInput = z.object({ password: z.string() });

export const suspendUserInput = z.object({ id: id('user'), reason, until: future.nullish() });
export const activateUserInput = z.object({ id: id('user') });
export const endUserInput = z.object({ id: id('user'), reason });
