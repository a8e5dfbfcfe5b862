import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const form = new RegExp(
  `^(pk_(?:live|test)_[0-9A-Za-z]{${RANDOM_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);

/** Part of each key, so that people can tell a test server's key from a production key. */
export type KeyEnvironment = 'live' | 'test';

/** Creates a secret: `pk_`, the environment, 256 random bits and a checksum (CRC-32), in base 62. */
export function newSecret(environment: KeyEnvironment): string {
  const body = `pk_${environment}_${base62(BigInt(`0x${randomBytes(32).toString('hex')}`), RANDOM_LENGTH)}`;
  return body + checksum(body);
}

/** Whether a bearer token is to be read as an API key, valid or not. */
export const looksLikeKey = (token: string) => token.startsWith('pk_');

/** Returns the SHA-256 of a secret, or undefined if its checksum is wrong: such a key needs no database lookup. */
export function hashSecret(secret: string): Buffer | undefined {
  const [, body, check] = form.exec(secret) ?? [];
  return body && checksum(body) === check ? createHash('sha256').update(secret).digest() : undefined;
}

/** Returns the part of a secret that may be shown later. */
export const prefixOf = (secret: string) => secret.slice(0, 'pk_live_'.length + 6);

const checksum = (body: string) => base62(BigInt(crc32(body)), CHECKSUM_LENGTH);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = digits[Number(rest % 62n)] + text;
  return text.padStart(length, '0');
}
