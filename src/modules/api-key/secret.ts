import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const form = new RegExp(
  `^(pk_(?:live|test)_[0-9A-Za-z]{${RANDOM_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);

/** Which keys a server makes, so that one of a test is seen for what it is. */
export type KeyEnvironment = 'live' | 'test';

/** A new secret: `pk_`, the environment, 256 random bits and a checksum (CRC-32), in base 62. */
export function newSecret(environment: KeyEnvironment): string {
  const body = `pk_${environment}_${base62(BigInt(`0x${randomBytes(32).toString('hex')}`), RANDOM_LENGTH)}`;
  return body + checksum(body);
}

/** Whether a bearer token means to be an API key. */
export const looksLikeKey = (token: string) => token.startsWith('pk_');

/** SHA-256 of a secret whose checksum is right; undefined for any other, which no database need be asked about. */
export function hashSecret(secret: string): Buffer | undefined {
  const [, body, check] = form.exec(secret) ?? [];
  return body && checksum(body) === check ? createHash('sha256').update(secret).digest() : undefined;
}

/** What of a secret may be shown later. */
export const prefixOf = (secret: string) => secret.slice(0, 'pk_live_'.length + 6);

const checksum = (body: string) => base62(BigInt(crc32(body)), CHECKSUM_LENGTH);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = digits[Number(rest % 62n)] + text;
  return text.padStart(length, '0');
}
