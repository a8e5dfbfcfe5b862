import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepOnce } from '../../src/crypto/key-store.ts';

const PROCESSES = 4;
const FILES = 400;
const keyStore = new URL('../../src/crypto/key-store.ts', import.meta.url).href;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polity-key-store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('processes that start at the same time read the same keys', async () => {
  // At the same moment, each process begins to read or create the same files in the same order.
  const program = `
    const { keepOnce } = await import(${JSON.stringify(keyStore)});
    const values = [];
    while (Date.now() < ${Date.now() + 2000});
    for (let file = 0; file < ${FILES}; file++)
      values.push(await keepOnce(${JSON.stringify(folder)} + '/' + file, async () => process.pid + ' '.repeat(10_000)));
    console.log(values.map((value) => value.trim()).join());`;
  const outputs = await Promise.all(
    Array.from({ length: PROCESSES }, async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
      return stdout;
    }),
  );
  expect(new Set(outputs).size).toBe(1);
  expect((await readdir(folder)).toSorted()).toEqual(
    Array.from({ length: FILES }, (_, file) => `${file}`).toSorted(),
  );
});

test('only the owner can read a kept key, and a second one is not made', async () => {
  const file = join(folder, 'private');
  expect(await keepOnce(file, async () => 'first')).toBe('first');
  expect(await keepOnce(file, async () => 'second')).toBe('first');
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});
