import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProject } from '../fixtures/work.ts';
import { register } from '../support/client.ts';
import { documentedBlock } from '../support/documented.ts';
import { startTestServer } from '../support/server.ts';

const root = join(import.meta.dirname, '../..');
const server = await startTestServer();
const folder = await mkdtemp(join(tmpdir(), 'polity-apollo-'));
afterAll(() => rm(folder, { recursive: true }));
const program = await readFile(join(root, 'test/clients/apollo/program.ts'), 'utf8');

beforeAll(async () => {
  await mkdir(join(folder, 'src'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await copyFile(join(root, 'src/generated/schema.graphql'), join(folder, 'schema.graphql'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'src/program.ts'), program);
  await writeFile(join(folder, 'codegen.ts'), await documentedBlock('clients.md', 'codegen.ts'));
  const { default: config } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'codegen.ts')).href);
  // Without a bundler, imports need their full names.
  config.generates['src/gql/'].config.importExtension = '.ts';
  await generate({ ...config, cwd: folder, silent: true });
});

function run(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

/** Returns the errors of the strict compiler for this program, which replaces the example. */
async function check(text: string): Promise<{ code: number; output: string }> {
  await writeFile(join(folder, 'src/program.ts'), text);
  const compilerOptions = {
    target: 'esnext',
    module: 'nodenext',
    lib: ['esnext', 'dom'],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  return run(join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false');
}

test('a program with generated types compiles strictly, and pages and changes tasks', async () => {
  expect(await check(program)).toEqual({ code: 0, output: '' });
  const { client, accessToken, userId } = await register(server.anonymous);
  const projectId = await createProject(client, { name: 'Quay' });
  await client.ask(
    `mutation ($input: CreateTasksInput!) { createTasks(input: $input) { userErrors { code } } }`,
    {
      input: {
        tasks: [3, 2, 1].map((number) => ({
          projectId,
          title: `Task ${number}`,
          ...(number === 1 && { dueAt: '2027-01-31T09:30:00Z', assigneeId: userId }),
        })),
      },
    },
  );
  const { code, output } = await run('src/program.ts', `${server.url}/graphql`, accessToken);
  expect([code, output]).toEqual([0, expect.stringMatching(/^\{/)]);
  const first = 'Task 1 TODO 2027-01-31T09:30:00Z Ada Lovelace';
  expect(JSON.parse(output)).toEqual({
    first: [first, 'Task 2 TODO'],
    all: [first, 'Task 2 TODO', 'Task 3 TODO'],
    faults: [],
    changed: [first.replace('TODO', 'DONE'), 'Task 2 TODO', 'Task 3 TODO'],
  });
});

test.each([
  ['reads a field that the schema does not have', 'card.title', 'card.titel', "'titel' does not exist"],
  ['reads a field that was not asked for', 'card.title', 'card.version', "'version' does not exist"],
  ["reads another fragment's field", 'card.title', 'node.title', "'title' does not exist"],
  ['overlooks that a field may be null', 'card.assignee?.', 'card.assignee.', "possibly 'null'"],
  ['sends an unknown enum value', "'DONE'", "'FINISHED'", "not assignable to type 'TaskStatus"],
  ['sends a variable of another type', '{ first: 2 }', "{ first: '2' }", "not assignable to type 'number'"],
])('a program that %s does not compile', async (_fault, right, wrong, complaint) => {
  expect(program).toContain(right);
  expect(await check(program.replaceAll(right, wrong))).toEqual({
    code: 1,
    output: expect.stringContaining(complaint),
  });
});
