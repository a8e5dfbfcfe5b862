import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { argumentsOf, forms } from '../support/new-entities.ts';

const root = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'polity-new-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

// What is committed, and what is about to be.
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
});
for (const file of String(files).split('\0'))
  if (file && existsSync(join(root, file))) cpSync(join(root, file), join(copy, file));
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

// The variables that tell a process that it is one of vitest's.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));

// The unit tests run in the copy, too, and render the forms there: their names must not be taken.
const inCopy = (name: string) => name.replace('sample-', 'other-');
const written = forms.map(({ name, fields, more: { belongsTo, ...more } }) => ({
  name: inCopy(name),
  fields,
  more: { ...more, ...(belongsTo && { belongsTo: inCopy(belongsTo) }) },
}));

/** Runs a command in the copy, and returns its output if it fails. */
function failureOf(command: string, ...args: string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, env, encoding: 'utf8' });
  return status === 0 ? undefined : `${stdout}${stderr}`.slice(-20_000);
}

/** The tests that new types, fields, tables and events concern, and those of the entities themselves. */
const concerned = [
  'test/api/{other-milestone,other-release-note,other-entry}',
  'test/contract/{catalog,certificate,departure-table,entities,isolation,migrations,row-level-security,sharding,standing}',
  'test/contract/{statements,subscriptions}',
  'test/subscriptions/subscription-sharing',
  'test/graphql/{numbers,response-limit,unchanged,validated}',
  'test/api/audit/audit-shapes',
  'test/api/lists/{page-offset,string-filters}',
  'test/api/membership/viewer-can',
  'test/api/webhook/{webhook-events,webhook-event-types}',
  'test/commands/organization-transfer',
  'test/unit/{new-entity,pages,schema,schema-lint}',
].flatMap((pattern) => {
  const [, start = '', names, end = ''] = /^(.*)\{(.*)\}(.*)$/.exec(pattern) ?? [];
  return names ? names.split(',').map((name) => start + name + end) : [pattern];
});

test.each(written)('$name is written', (form) => {
  expect(failureOf('npm', 'run', 'new', '--', ...argumentsOf(form), '--no-tables')).toBeUndefined();
});

test('an entity is not written a second time', () => {
  expect(failureOf('npm', 'run', 'new', '--', ...argumentsOf(written[0]!))).toContain('exists already');
});

test('the checks pass', () => {
  expect(failureOf('npm', 'run', 'check')).toBeUndefined();
});

test('the tests pass, and the committed tables have the entities', () => {
  const tables = ['test/contract/certificate', 'test/contract/statements', 'test/graphql/validated'];
  expect(failureOf('npx', 'vitest', 'run', ...tables, '--update')).toBeUndefined();
  expect(failureOf('npx', 'vitest', 'run', ...concerned)).toBeUndefined();
});
