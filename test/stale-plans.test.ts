import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ DATABASE_POOL_SIZE: '6' });
const { anonymous, db } = server;
const times = Array.from({ length: 12 });

/** Changes the database for one test. */
async function alter(there: string, andBack: string): Promise<void> {
  onTestFinished(async () => void (await sql.raw(andBack).execute(db)));
  await sql.raw(there).execute(db);
}

test('a query is executed once more when a column has changed its type since it was prepared', async () => {
  const { client } = await register(anonymous);
  const PLANS = '{ plans { code name } }';
  const expected = await client.ask(PLANS);
  await Promise.all(times.map(() => client.ask(PLANS)));
  await alter(
    'alter table plans alter column name type varchar(100)',
    'alter table plans alter column name type text',
  );
  for (const answers of [1, 2].map(() => Promise.all(times.map(() => client.ask(PLANS)))))
    expect(await answers).toEqual(times.map(() => expected));
});

test('a request that opens with a function whose result has changed since opens once more', async () => {
  const { client, email } = await register(anonymous);
  const opening = sql<{ text: string }>`
    select pg_get_functiondef('app.begin_request'::regproc) as text`;
  const before = (await opening.execute(db)).rows[0]!.text;
  const replacing = (text: string) => `begin; drop function app.begin_request; ${text};
    revoke execute on function app.begin_request from public;
    grant execute on function app.begin_request to polity_serving, polity_system; commit`;
  await Promise.all(times.map(() => client.ask('{ me { email } }')));
  const after = before.replace('bio text', 'bio character varying');
  expect(after).not.toBe(before);
  await alter(replacing(after), replacing(before));
  const renaming = (name: string) =>
    client.ask(
      `mutation { updateProfile(input: { fullName: "${name}" }) { user { email } userErrors { code } } }`,
    );
  const answers = await Promise.all(times.map((_each, index) => renaming(`Ada ${index}`)));
  expect(answers).toEqual(times.map(() => ({ updateProfile: { user: { email }, userErrors: [] } })));
});

test('a mutation is not repeated: it says that a retry helps, and then it does', async () => {
  const { client } = await register(anonymous);
  const { createProject } = await client.ask(
    'mutation { createProject(input: { name: "Quay" }) { project { id } userErrors { code } } }',
  );
  const rename = (name: string) =>
    client.send(
      `mutation ($id: ID!, $name: String!) {
        updateProject(input: { id: $id, name: $name }) { project { name } userErrors { code } } }`,
      { id: createProject.project.id, name },
    );
  await rename('First');
  await alter(
    'alter table projects alter column description type varchar(20000)',
    'alter table projects alter column description type text',
  );
  const codes: unknown[] = [];
  for (const [index] of times.entries()) {
    const { data, errors } = await rename(`Name ${index}`);
    codes.push(errors?.[0]?.extensions['code'] ?? data?.updateProject?.project?.name);
  }
  expect(codes[0]).toBe('SERVICE_UNAVAILABLE');
  expect(codes.at(-1)).toBe('Name 11');
  expect(codes.filter((code) => code === 'SERVICE_UNAVAILABLE').length).toBeLessThanOrEqual(6);
});

test('no statement of ours asks for all columns of a table', async () => {
  const folder = join(import.meta.dirname, '../src');
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('generated'),
  );
  expect(files.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const file of files)
    for (const [line] of (await readFile(join(folder, file), 'utf8')).matchAll(wholeRows))
      found.push(`${file}: ${line.trim()}`);
  // Its rows are those of a query with named columns.
  expect(found).toEqual(["database/pagination.ts: .selectAll('item')"]);
});

const wholeRows =
  /^.*(\.(select|returning)All\(|\b(select|returning)( distinct| all)?\s+\*|[\s(,][a-z_]\w*"?\.\*(?!\/)).*$/gim;

test.each([
  'select * from tasks',
  'returning *',
  'select distinct * from tasks',
  'select t.id, p.* from tasks',
  ".selectAll('tasks')",
  '.returningAll()',
  "sql.raw('select t.*')",
])('"%s" asks for all columns', (text) => {
  expect(text.match(wholeRows)).not.toBeNull();
});

test.each(['count(*)', 'select count(*) from tasks', '2 * 3', ' * A docstring.', '/** a.b */'])(
  '"%s" does not',
  (text) => {
    expect(text.match(wholeRows)).toBeNull();
  },
);
