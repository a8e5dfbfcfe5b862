import { z } from 'zod';
import { code, email, text, token } from '../../graphql/input.ts';

/** No rules of composition; nothing is cut. */
export const newPassword = text({ min: 8, max: 128 });

export const changePasswordInput = z.object({ currentPassword: z.string(), newPassword });
export const verifyEmailInput = z.object({
  token,
  password: z.string().nullish(),
  newPassword: newPassword.nullish(),
});
export const changeEmailInput = z.object({ newEmail: email, password: z.string(), code: code.nullish() });
export const confirmEmailChangeInput = z.object({ token, password: z.string().nullish() });
export const undoEmailChangeInput = z.object({ token, newPassword });
export const requestPasswordResetInput = z.object({ email });
export const resetPasswordInput = z.object({ token, newPassword });
/** Left out as a whole is like left out alone: `REQUIRED` at the password. */
export const beginTotpInput = z.preprocess((input) => input ?? {}, z.object({ password: z.string() }));
export const confirmTotpEnrollmentInput = z.object({ password: z.string(), code });
export const regenerateRecoveryCodesInput = z.object({ password: z.string(), code: code.nullish() });
export const disableTotpInput = z.object({ password: z.string(), code });
