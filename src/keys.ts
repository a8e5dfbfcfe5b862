import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JWK } from 'jose';
import type { Config } from './config.ts';
import { makeFolder } from './database/folder.ts';
import { generateSigningKey } from './modules/session/tokens.ts';
import { createSecretBox, type SecretBox } from './secrets.ts';

/** The configured signing keys; in development one that is made once and kept, so that sessions outlive a restart. */
export async function loadSigningKeys({ tokens, developmentKeyFile }: Config): Promise<JWK[]> {
  if (tokens.keys) return tokens.keys as JWK[];
  return keepOnce(developmentKeyFile, async () => [await generateSigningKey()]);
}

/** A box with the configured keys; in development with one that is made once and kept. */
export async function loadSecretBox({ secretsKeys, developmentSecretsFile }: Config): Promise<SecretBox> {
  const keys = secretsKeys ?? (await keepOnce(developmentSecretsFile, async () => [generateSecretsKey()]));
  return createSecretBox(keys.map((key) => Buffer.from(key, 'base64')));
}

/** A new key for `SECRETS_KEY`. */
export const generateSecretsKey = () => randomBytes(32).toString('base64');

async function keepOnce<T>(file: string, make: () => Promise<T>): Promise<T> {
  const kept = await readKept<T>(file);
  if (kept) return kept;
  await makeFolder(dirname(file)).catch((error: unknown) => {
    throw new Error(`POLITY_DATA_DIR: this user cannot use the folder ${dirname(file)} (${error})`, {
      cause: error,
    });
  });
  // Of two processes that start together, one makes it and the other reads it.
  await writeFile(file, JSON.stringify(await make()), { mode: 0o600, flag: 'wx' }).catch(ignoreExisting);
  return (await readKept<T>(file))!;
}

async function readKept<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
