import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const RECOVERY_CODES = 10;
const PERIOD_SECONDS = 30;

const authenticator = (secret: string, label = '') =>
  new TOTP({ issuer: 'Polity', label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS });

/** Creates a shared secret of 160 bits, in base32. */
export const newTotpSecret = () => new Secret({ size: 20 }).base32;

/** The URI that an authenticator app reads from a QR code. */
export const otpauthUri = (secret: string, email: string) => authenticator(secret, email).toString();

/** Returns the time step (RFC 6238) of a code, allowing one step of clock drift; undefined for a wrong code. */
export function stepOfCode(secret: string, code: string, now = Date.now()): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = authenticator(secret).validate({ token: code, window: 1, timestamp: now });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

/** Creates ten codes of 80 random bits, in groups that can be read aloud. */
export const newRecoveryCodes = () =>
  Array.from({ length: RECOVERY_CODES }, () =>
    randomBytes(10)
      .toString('hex')
      .replace(/.{5}(?=.)/g, '$&-'),
  );

export const hashRecoveryCode = (code: string) =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^0-9a-f]/g, ''))
    .digest();
