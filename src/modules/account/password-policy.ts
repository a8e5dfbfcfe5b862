import { dictionary } from '@zxcvbn-ts/language-common';
import type { Config } from '../../config.ts';
import { userError } from '../../errors.ts';
import { fault, text } from '../../graphql/input.ts';

const common = new Set<string>(
  (dictionary['passwords-common'] as string[]).filter((password) => password.length >= 8),
);

/** Reduces a password to its letters and digits in lower case: `Password1!` becomes `password1`. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const isCommon = (password: string) => common.has(password.toLowerCase()) || common.has(plain(password));

/**
 * A new password. It is not truncated and needs no particular characters. Rejects the most common passwords, as NIST SP
 * 800-63B requires; `isOwnName` rejects the user's own name and address.
 */
export const newPassword = ({ passwordMinLength }: Pick<Config, 'passwordMinLength'>) =>
  text({ min: passwordMinLength, max: 128 }).superRefine((password, context) => {
    if (isCommon(password))
      context.addIssue(fault('INVALID', 'This password is too common. Choose another one.'));
  });

interface PasswordOwner {
  email: string;
  fullName: string;
}

/** Returns whether a password is the user's own name or address. */
export function isOwnName(password: string, user: PasswordOwner): boolean {
  const bare = plain(password);
  const own = [user.email, user.email.split('@')[0]!, user.fullName].map(plain);
  return own.some((each) => each === bare || (each.length >= 6 && bare.replace(/\d+$/, '') === each));
}

export const OWN_NAME = 'The password must not be your own name or e-mail address.';

/** @throws INVALID at `newPassword` */
export function refuseOwnName(password: string, user: PasswordOwner): void {
  if (isOwnName(password, user)) throw userError('INVALID', OWN_NAME, 'newPassword');
}
