import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

export const root = join(import.meta.dirname, '..');

/** Returns whether the program was started with `--check`. */
export function isCheck(): boolean {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  return values.check;
}

/** Writes a generated file. With `check`, writes nothing and throws if the text of the file differs. */
export async function writeOrCheck(path: string, text: string, check = isCheck()): Promise<void> {
  const file = join(root, path);
  if (check) {
    if ((await readFile(file, 'utf8')) !== text)
      throw new Error(`${path} is stale: run \`npm run codegen\`.`);
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
