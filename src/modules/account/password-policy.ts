import { dictionary } from '@zxcvbn-ts/language-common';
import type { Config } from '../../config.ts';
import { userError } from '../../errors.ts';

const common = new Set<string>(
  (dictionary['passwords-common'] as string[]).filter((password) => password.length >= 8),
);

/** What a password says without its digits, marks and capitals at the ends: `Password1!` is `password`. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Refuses what a guesser tries first, as NIST SP 800-63B asks: the most common passwords, and the user's own name
 * and address. There are no rules of composition. `PASSWORD_MIN_LENGTH` may demand more characters than an input does.
 * @throws TOO_SHORT or INVALID at `field`
 */
export function requireGoodPassword(
  { services }: { services: { config: Pick<Config, 'passwordMinLength'> } },
  password: string,
  user: { email: string; fullName: string },
  field: string,
): void {
  const minLength = services.config.passwordMinLength;
  if ([...password].length < minLength)
    throw userError('TOO_SHORT', `The password must have at least ${minLength} characters.`, field);
  const bare = plain(password);
  if (common.has(password.toLowerCase()) || common.has(bare)) {
    throw userError('INVALID', 'This password is among the most common ones.', field);
  }
  const own = [user.email, user.email.split('@')[0]!, user.fullName].map(plain);
  if (own.some((each) => each === bare || (each.length >= 6 && bare.replace(/\d+$/, '') === each))) {
    throw userError('INVALID', 'The password must not be your own name or e-mail address.', field);
  }
}
