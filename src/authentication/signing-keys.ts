import type { JWK } from 'jose';
import type { Config } from '../config.ts';
import { keepOnce } from '../crypto/key-store.ts';
import { generateSigningKey } from '../crypto/signing-key.ts';

/** Returns the configured keys. In development it generates one key and keeps it, so that sessions survive restarts. */
export async function loadSigningKeys({ tokens, developmentKeyFile }: Config): Promise<JWK[]> {
  if (tokens.keys) return tokens.keys as JWK[];
  return keepOnce(developmentKeyFile, async () => [await generateSigningKey()]);
}
