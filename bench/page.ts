import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Replaces the results in docs/performance.md. */
export const writeResults = (markdown: string) => replaceIn('docs/performance.md', markdown);

/** Replaces the table in README.md. */
export const writeSummary = (markdown: string) => replaceIn('README.md', markdown);

/** Replaces what stands between the comments that begin and end the results of a page. */
async function replaceIn(path: string, markdown: string): Promise<void> {
  const file = join(import.meta.dirname, '..', path);
  const page = await readFile(file, 'utf8');
  const place = /(<!-- results:.*-->)[^]*(<!-- end of results -->)/;
  if (!place.test(page)) throw new Error(`${path} has no place for results`);
  const text = page.replace(place, (_all, start, end) => `${start}\n\n${markdown}\n\n${end}`);
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
