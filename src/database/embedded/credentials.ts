import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hasCode } from '../../util/has-code.ts';

/** The passwords of the superuser and of the two logins that `prepareEmbeddedDatabase` creates. */
export interface Credentials {
  superuser: string;
  system: string;
  serving: string;
}

export async function createCredentials(file: string): Promise<Credentials> {
  const password = () => randomBytes(24).toString('base64url');
  const credentials = { superuser: password(), system: password(), serving: password() };
  await writeFile(`${file}.new`, JSON.stringify(credentials), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return credentials;
}

/** Returns undefined if the file does not exist. */
export async function findCredentials(file: string): Promise<Credentials | undefined> {
  return readCredentials(file).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

export async function readCredentials(file: string): Promise<Credentials> {
  return JSON.parse(await readFile(file, 'utf8')) as Credentials;
}
