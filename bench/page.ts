import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const PAGE = join(import.meta.dirname, '../docs/performance.md');
const START = /(<!-- results:.*-->)[^]*(<!-- end of results -->)/;

/** Replaces the results in docs/performance.md. */
export async function writeResults(markdown: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  if (!START.test(page)) throw new Error(`${PAGE} has no place for results`);
  const text = page.replace(START, (_all, start, end) => `${start}\n\n${markdown}\n\n${end}`);
  await writeFile(PAGE, await format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
}
