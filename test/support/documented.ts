import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '../../docs');

/** The block of code that follows the first mention of this file on a page of `docs/`. @throws when there is none */
export async function documentedBlock(page: string, file: string): Promise<string> {
  const text = await readFile(join(docs, page), 'utf8');
  const [, code] = /```\w+\n(.*?)```/s.exec(text.slice(text.indexOf(`\`${file}\``))) ?? [];
  if (!code || !text.includes(`\`${file}\``)) throw new Error(`docs/${page} has no ${file}.`);
  return code;
}
