import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { createProject } from '../fixtures/work.ts';
import { register } from '../support/client.ts';
import { ACTIVATE_VERSION, REGISTER_OPERATIONS } from '../support/persisted.ts';
import { startTestServer } from '../support/server.ts';
import { serveWithin } from '../support/subscriber.ts';

const root = join(import.meta.dirname, '../..');
const server = await startTestServer();
const uri = `${await serveWithin(server, {}, { persistedOperations: 'require' })}/graphql`;
const folder = await mkdtemp(join(tmpdir(), 'polity-client-'));
afterAll(() => rm(folder, { recursive: true }));

function run(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

const writeClient = () =>
  run(join(root, 'tools/client.ts'), '--out', join(folder, 'src/api'), '--extension', '.ts');

beforeAll(async () => {
  await mkdir(join(folder, 'src'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await copyFile(join(root, 'test/clients/typescript/program.ts'), join(folder, 'src/program.ts'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    target: 'esnext',
    module: 'nodenext',
    lib: ['esnext', 'dom'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitOverride: true,
    noUnusedLocals: true,
    noEmit: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  expect(await writeClient()).toEqual({ code: 0, output: '' });
});

test('the client compiles in a strict project', async () => {
  expect(await run(join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false')).toEqual({
    code: 0,
    output: '',
  });
});

test('the client refreshes once, writes, subscribes and explains, with registered operations only', async () => {
  const manifest = JSON.parse(await readFile(join(folder, 'src/api/operations.json'), 'utf8'));
  const { client: admin } = await createPlatformAdmin(server);
  const version = { clientName: 'typed', clientVersion: '1' };
  await admin.ask(REGISTER_OPERATIONS, { input: { ...version, manifest } });
  await admin.ask(ACTIVATE_VERSION, { input: version });
  const { client, accessToken, refreshToken } = await register(server.anonymous);
  await createProject(client, { name: 'Quay' });
  const expired = await server.signBriefly(accessToken, 1);
  await expect.poll(() => server.services.tokens.verify(expired)).toBe(null);
  const tokens = JSON.stringify({ accessToken: expired, refreshToken });
  const { code, output } = await run('src/program.ts', uri, tokens);
  expect([code, output]).toEqual([0, expect.stringMatching(/^\{/)]);
  expect(JSON.parse(output)).toEqual({
    names: ['Quay'],
    refreshes: 1,
    name: 'Pier',
    seen: 'Pier',
    code: 'REQUIRED',
    failed: [true, 'Sign in first: the credentials are missing or no longer valid.'],
    ended: true,
  });
});

test('an operation that the schema does not permit is refused with its place', async () => {
  await writeFile(
    join(folder, 'src/wrong.ts'),
    "import { graphql } from './api/gql/index.ts';\nexport const Wrong = graphql(`query Wrong { nothing }`);\n",
  );
  const { code, output } = await writeClient();
  expect([code, output]).toEqual([1, expect.stringMatching(/Cannot query field "nothing"[^]*wrong\.ts/)]);
});
