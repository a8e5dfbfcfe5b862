import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps secrets that must be known again, such as those that messages are signed with. */
export interface SecretBox {
  /** The secret, encrypted, and bound to where it is kept: elsewhere it does not open. */
  seal(secret: Buffer, place: string): Buffer;
  /** @throws for what was sealed under another key or for another place, or was changed since */
  open(sealed: Buffer, place: string): Buffer;
  /** Whether it was sealed under the first key. */
  isCurrent(sealed: Buffer, place: string): boolean;
  /**
   * HMAC-SHA-256 of a text, under each key, the first one's first. `purpose` keeps codes of one use from another.
   * Security: who reads a plain hash of a text with a password in it can try passwords fast; without the key nobody can.
   */
  authenticationCodes(text: string, purpose: string): Buffer[];
}

/** What a command that seals stored secrets under the first key did. */
export interface Sealing {
  sealed: number;
  /** The ids of the rows whose secret no key opens. */
  unreadable: string[];
}

/** Seals under the first key (AES-256-GCM) and opens under all, so that keys can be replaced. */
export function createSecretBox(keys: Buffer[]): SecretBox {
  return {
    seal: (secret, place) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, keys[0]!, iv).setAAD(Buffer.from(place));
      const encrypted = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
    },
    open: (sealed, place) => {
      for (const key of keys) {
        const secret = openUnder(key, sealed, place);
        if (secret) return secret;
      }
      throw new Error('A secret does not open under any key of SECRETS_KEY.');
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
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
