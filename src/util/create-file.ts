import { randomUUID } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import { hasCode } from './has-code.ts';

/**
 * Creates a file with its content in one step, for its owner only. Returns false if the file exists already.
 *
 * The flag `wx` does not suffice: it creates an empty file and writes it afterwards, so another process could read it empty.
 */
export async function createFile(file: string, content: string): Promise<boolean> {
  const temporary = `${file}.${randomUUID()}`;
  try {
    await writeFile(temporary, content, { mode: 0o600, flag: 'wx' });
    await link(temporary, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}
