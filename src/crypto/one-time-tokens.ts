import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { decrypt, encrypt } from './aes-gcm.ts';

/** Returns 256 random bits as text, for a link in a mail or a refresh token. */
export const newToken = () => randomBytes(32).toString('base64url');

export const newRefreshToken = () => `rt_${newToken()}`;

/** Only the hash of a token is stored. 256 random bits need no slow hash. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest();

const successorKey = (token: string) =>
  Buffer.from(hkdfSync('sha256', token, '', 'polity refresh successor', 32));

/** Encrypts the successor of a refresh token, so that only the token that it replaces decrypts it. */
export const sealSuccessor = (successor: string, token: string): Buffer =>
  encrypt(successorKey(token), successor);

export const openSuccessor = (sealed: Buffer, token: string): string =>
  decrypt(successorKey(token), sealed).toString('utf8');
