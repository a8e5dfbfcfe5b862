import { dictionary } from '@zxcvbn-ts/language-common';
import type { Config } from '../../config.ts';
import { userError } from '../../errors.ts';
import { fault, text } from '../../graphql/input.ts';

const common = new Set<string>(
  (dictionary['passwords-common'] as string[]).filter((password) => password.length >= 8),
);

/** What a password says without its digits, marks and capitals at the ends: `Password1!` is `password`. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const isCommon = (password: string) => common.has(password.toLowerCase()) || common.has(plain(password));

/**
 * A password to be set: nothing is cut, and there are no rules of composition. Refuses what a guesser tries first, as NIST
 * SP 800-63B asks: the most common passwords here, the user's own name and address in `isOwnName`.
 */
export const newPassword = ({ passwordMinLength }: Pick<Config, 'passwordMinLength'>) =>
  text({ min: passwordMinLength, max: 128 }).superRefine((password, context) => {
    if (isCommon(password))
      context.addIssue(fault('INVALID', 'This password is among the most common ones.'));
  });

interface Named {
  email: string;
  fullName: string;
}

/** Whether a password is the user's own name or address. */
export function isOwnName(password: string, user: Named): boolean {
  const bare = plain(password);
  const own = [user.email, user.email.split('@')[0]!, user.fullName].map(plain);
  return own.some((each) => each === bare || (each.length >= 6 && bare.replace(/\d+$/, '') === each));
}

export const OWN_NAME = 'The password must not be your own name or e-mail address.';

/** @throws INVALID at `newPassword` */
export function refuseOwnName(password: string, user: Named): void {
  if (isOwnName(password, user)) throw userError('INVALID', OWN_NAME, 'newPassword');
}
