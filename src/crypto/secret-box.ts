import { createHmac, hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from './aes-gcm.ts';

/** Encrypts secrets that must be read again, such as those that sign messages. */
export interface SecretBox {
  /** Encrypts the secret and binds it to its place: it cannot be decrypted for another place. */
  seal(secret: Buffer, place: string): Buffer;
  /** Throws if the secret was encrypted under another key or for another place, or was changed since. */
  open(sealed: Buffer, place: string): Buffer;
  /** Returns whether the secret was encrypted under the first key. */
  isCurrent(sealed: Buffer, place: string): boolean;
  /**
   * Returns the HMAC-SHA-256 of a text under each key, in the order of the keys. `purpose` separates the codes of
   * different uses.
   * Security: a reader of a plain hash of a text that contains a password could guess the password fast. Without the
   * key they cannot.
   */
  authenticationCodes(text: string, purpose: string): Buffer[];
}

/** The result of encrypting stored secrets under the first key. */
export interface Sealing {
  sealed: number;
  /** The ids of the rows whose secret no key decrypts. */
  unreadable: string[];
}

/** Encrypts under the first key (AES-256-GCM) and decrypts under all, so that keys can be rotated. */
export function createSecretBox(keys: Buffer[]): SecretBox {
  return {
    seal: (secret, place) => encrypt(keys[0]!, secret, place),
    open: (sealed, place) => {
      for (const key of keys) {
        const secret = openUnder(key, sealed, place);
        if (secret) return secret;
      }
      throw new Error('No key of SECRETS_KEY decrypts a stored secret.');
    },
    isCurrent: (sealed, place) => openUnder(keys[0]!, sealed, place) !== undefined,
    authenticationCodes: (text, purpose) =>
      keys.map((key) =>
        createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', purpose, 32)))
          .update(text)
          .digest(),
      ),
  };
}

function openUnder(key: Buffer, sealed: Buffer, place: string): Buffer | undefined {
  try {
    return decrypt(key, sealed, place);
  } catch {
    return undefined;
  }
}
