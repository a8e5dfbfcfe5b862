import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JWK } from 'jose';
import type { Config } from './config.ts';
import { generateSigningKey } from './modules/session/tokens.ts';

/** The configured signing keys; in development one that is made once and kept, so that sessions outlive a restart. */
export async function loadSigningKeys({ tokens, developmentKeyFile }: Config): Promise<JWK[]> {
  if (tokens.keys) return tokens.keys as JWK[];
  try {
    return JSON.parse(await readFile(developmentKeyFile, 'utf8'));
  } catch {
    const keys = [await generateSigningKey()];
    await mkdir(dirname(developmentKeyFile), { recursive: true });
    await writeFile(developmentKeyFile, JSON.stringify(keys), { mode: 0o600 });
    return keys;
  }
}
