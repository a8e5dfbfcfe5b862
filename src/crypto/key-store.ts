import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { createFile } from '../util/create-file.ts';
import { makeFolder } from '../util/folder.ts';
import { createSecretBox, type SecretBox } from './secret-box.ts';
import { hasCode } from '../util/has-code.ts';

/**
 * Returns the secret box, which encrypts and decrypts stored secrets, with the configured keys. Development creates a key
 * once and stores it.
 */
export async function loadSecretBox({ secretsKeys, developmentSecretsFile }: Config): Promise<SecretBox> {
  const keys = secretsKeys ?? (await keepOnce(developmentSecretsFile, async () => [generateSecretsKey()]));
  return createSecretBox(keys.map((key) => Buffer.from(key, 'base64')));
}

/** Creates a key for `SECRETS_KEY`. */
export const generateSecretsKey = () => randomBytes(32).toString('base64');

/** Returns the value in a JSON file. If the file does not exist, creates it with the result of `make`, for its owner only. */
export async function keepOnce<T>(file: string, make: () => Promise<T>): Promise<T> {
  const kept = await readKept<T>(file);
  if (kept) return kept;
  await makeFolder(dirname(file)).catch((error: unknown) => {
    throw new Error(`POLITY_DATA_DIR: this user cannot use the folder ${dirname(file)} (${error})`, {
      cause: error,
    });
  });
  // Of two processes that start at the same time, one creates the file and the other reads it.
  await createFile(file, JSON.stringify(await make()));
  return (await readKept<T>(file))!;
}

async function readKept<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
