import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const module = new URL('../../src/database/embedded/process.ts', import.meta.url).href;
const script = `import { claim } from ${JSON.stringify(module)};
process.on('message', async (file) => process.send(await claim(file)));
process.send('ready');`;

const processes: ChildProcess[] = [];
let folder: string;
let dead: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polity owners-'));
  const file = join(folder, 'claim.mts');
  await writeFile(file, script);
  for (let count = 0; count < 6; count++) processes.push(fork(file, { execArgv: [] }));
  await Promise.all(processes.map((child) => once(child, 'message')));
  const child = spawn('true');
  await once(child, 'exit');
  dead = `${child.pid} 1`;
});

afterAll(async () => {
  for (const child of processes) child.kill();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['a dead owner', 0],
  ['a dead owner and a process that died while it removed the file', 1],
  ['two such processes', 2],
])('has one new owner when all find %s', async (_, depth) => {
  for (let round = 0; round < 40; round++) {
    const file = join(folder, `${depth}-${round}.pid`);
    for (let level = 0; level <= depth; level++) await writeFile(file + '.eviction'.repeat(level), dead);
    const answers = Promise.all(processes.map((child) => once(child, 'message')));
    for (const child of processes) child.send(file);
    expect((await answers).flat().filter((owns) => owns === true)).toHaveLength(1);
  }
  const left = (await readdir(folder)).filter((name) => name.startsWith(`${depth}-`));
  expect(left.filter((name) => !name.endsWith('.pid'))).toEqual([]);
});
