import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { compareSchemas, describeReport } from '../../src/graphql/schema-check.ts';
import { releasedSchemaFile } from '../../src/graphql/type-definitions.ts';
import { entry, headersOf, manifestOf, postBody, sha256, someVersion } from '../support/persisted.ts';
import { startTestServer } from '../support/server.ts';
import { programEnvironment } from '../support/environment.ts';

const server = await startTestServer({ PERSISTED_OPERATIONS: 'prefer' });
const folder = await mkdtemp(join(tmpdir(), 'polity-cli-'));
await chmod(folder, 0o755);
afterAll(() => rm(folder, { recursive: true, force: true }));

const plans = 'query Plans { plans { code } }';

/** Runs the command line as an operator. */
function run(...args: string[]): Promise<{ code: number; output: string }> {
  const { systemUrl, servingUrl } = server.urls;
  const env = { ...programEnvironment, DATABASE_URL: systemUrl, DATABASE_APP_URL: servingUrl };
  const file = join(import.meta.dirname, '../../src/cli.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

async function write(content: unknown): Promise<string> {
  const file = join(folder, `${Math.random()}.json`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('an operator registers, activates, lists and retires a client version', async () => {
  const version = someVersion();
  const label = ['web', version.clientVersion] as const;
  const ask = () => postBody(server.anonymous, { documentId: sha256(plans) }, headersOf(version));
  const manifest = await write(manifestOf(entry(plans)));
  expect(await run('operations', 'register', ...label, manifest)).toEqual({
    code: 0,
    output: `web ${version.clientVersion}: 1 operations are registered; the version is PENDING.\n`,
  });
  expect((await ask()).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect((await run('operations', 'activate', ...label)).output).toContain('is ACTIVE');
  await expect.poll(async () => (await ask()).status).toBe(200);
  await server.services.operations.flush();
  expect((await run('operations', 'list')).output).toMatch(
    new RegExp(`^ACTIVE +web ${version.clientVersion}: 1 operations, run 1 times, last at \\d`, 'm'),
  );
  expect((await run('operations', 'retire', ...label)).output).toContain('is RETIRED');
  await expect.poll(async () => (await ask()).code).toBe('CLIENT_UPGRADE_REQUIRED');
});

test('all faults of a manifest are reported, and nothing is registered', async () => {
  const typos = manifestOf(entry('query A { mee { id } }'), entry('query B { plans { kode } }'));
  const refused = await run('operations', 'register', 'web', '1', await write(typos));
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/operations\.0\.body: A: Cannot query field "mee"/);
  expect(refused.output).toMatch(/operations\.1\.body: B: Cannot query field "kode"/);
  for (const args of [
    ['register', 'web', '1', await write('{')],
    ['register', 'web', '1', join(folder, 'missing.json')],
    ['register', 'wéb', '1', await write(manifestOf(entry(plans)))],
    ['activate', 'web', '1'],
  ])
    expect([args, (await run('operations', ...args)).code]).toEqual([args, 1]);
  for (const args of [['register', 'web', '1'], ['retire', 'web'], ['forget', 'web', '1'], []])
    expect([args, (await run('operations', ...args)).code]).toEqual([args, 2]);
  expect((await run('operations', 'list')).output).not.toMatch(/web 1:/);
});

describe('a schema', () => {
  const released = `type Query { tasks(first: Int): [String!]! count: Int plan: Plan } enum Plan { FREE PRO }`;
  const compare = (present: string, ...bodies: string[]) =>
    compareSchemas(parse(released), buildSchema(present), [
      { client: 'ios 3.1', operations: bodies.map((body) => ({ name: 'Tasks', body })) },
    ]);

  test('that only adds to the released one is compatible', () => {
    const report = compare(`${released} extend type Query { more: Int }`, '{ tasks }');
    expect(report).toEqual({ breaking: [], dangerous: [], broken: [] });
    expect(describeReport(report)).toEqual(['The schema is compatible with the released one.']);
  });

  test('that removes elements is reported with the elements and the broken clients', () => {
    const report = compare(
      `type Query { count: Int plan: Plan } enum Plan { FREE PRO MAX }`,
      '{ tasks }',
      '{ plan }',
    );
    expect(report).toEqual({
      breaking: ['FIELD_REMOVED: Query.tasks was removed.'],
      dangerous: ['VALUE_ADDED_TO_ENUM: MAX was added to enum type Plan.'],
      broken: ['ios 3.1: Tasks: Cannot query field "tasks" on type "Query".'],
    });
    expect(describeReport(report)).toEqual([
      'Breaking changes:',
      '  FIELD_REMOVED: Query.tasks was removed.',
      'Client versions that would break:',
      '  ios 3.1: Tasks: Cannot query field "tasks" on type "Query".',
      'Dangerous changes:',
      '  VALUE_ADDED_TO_ENUM: MAX was added to enum type Plan.',
    ]);
  });

  test('of this release is compatible with the released one and with the active clients', async () => {
    expect(await readFile(releasedSchemaFile, 'utf8')).toContain('type Query');
    const { code, output } = await run('schema-check', await write(manifestOf(entry(plans))));
    expect([code, output]).toEqual([0, expect.not.stringMatching(/break/i)]);
  });

  test('that breaks an active client of the database or of a file fails the check', async () => {
    const { id } = await server.db
      .insertInto('client_versions')
      .values({ client_name: 'android', client_version: '7', status: 'ACTIVE' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const body = 'query Old { gone { id } }';
    await server.db
      .insertInto('registered_operations')
      .values({ client_version_id: id, document_id: 'x', name: 'Old', type: 'QUERY', body, cost: 1 })
      .execute();
    const file = await write(manifestOf(entry('query Older { lost }')));
    const { code, output } = await run('schema-check', file);
    expect(code).toBe(1);
    expect(output).toContain('android 7: Old: Cannot query field "gone"');
    expect(output).toContain('.json: Older: Cannot query field "lost"');
    expect((await run('schema-check', await write('{}'))).output).toContain('is not a manifest');
  });
});
