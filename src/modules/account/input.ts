import { z } from 'zod';
import type { Config } from '../../config.ts';
import { code, email, token } from '../../graphql/input.ts';
import { newPassword } from './password-policy.ts';

export const changePasswordInput = (config: Config) =>
  z.object({ currentPassword: z.string(), newPassword: newPassword(config) });
export const verifyEmailInput = (config: Config) =>
  z.object({ token, password: z.string().nullish(), newPassword: newPassword(config).nullish() });
export const changeEmailInput = z.object({ newEmail: email, password: z.string(), code: code.nullish() });
export const confirmEmailChangeInput = z.object({ token, password: z.string().nullish() });
export const undoEmailChangeInput = (config: Config) => z.object({ token, newPassword: newPassword(config) });
export const requestPasswordResetInput = z.object({ email });
export const resetPasswordInput = (config: Config) => z.object({ token, newPassword: newPassword(config) });
/** Left out as a whole is like left out alone: `REQUIRED` at the password. */
export const beginTotpInput = z.preprocess((input) => input ?? {}, z.object({ password: z.string() }));
export const confirmTotpEnrollmentInput = z.object({ password: z.string(), code });
export const regenerateRecoveryCodesInput = z.object({ password: z.string(), code: code.nullish() });
export const disableTotpInput = z.object({ password: z.string(), code });
