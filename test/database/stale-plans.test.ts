import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createProject } from '../fixtures/work.ts';
import { register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ DATABASE_POOL_SIZE: '6' });
const { anonymous, db } = server;
const times = Array.from({ length: 12 });

/** Changes the database during one test. */
async function alter(there: string, andBack: string): Promise<void> {
  onTestFinished(async () => void (await sql.raw(andBack).execute(db)));
  await sql.raw(there).execute(db);
}

test('a query is executed again when the type of a column has changed since it was prepared', async () => {
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

test('a request is opened again when the result of begin_request has changed since it was prepared', async () => {
  const { client, email } = await register(anonymous);
  const signature = 'app.begin_request(uuid, uuid, integer, bytea, uuid, boolean)';
  const opening = sql<{ text: string }>`
    select pg_get_functiondef('${sql.raw(signature)}'::regprocedure) as text`;
  const before = (await opening.execute(db)).rows[0]!.text;
  const replacing = (text: string) => `begin; drop function ${signature}; ${text};
    revoke execute on function ${signature} from public;
    grant execute on function ${signature} to polity_serving, polity_system; commit`;
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

test('a mutation is not executed again: it fails with SERVICE_UNAVAILABLE, and a retry succeeds', async () => {
  const { client } = await register(anonymous);
  const projectId = await createProject(client, { name: 'Quay' });
  const rename = (name: string) =>
    client.send(
      `mutation ($id: ID!, $name: String!) {
        updateProject(input: { id: $id, name: $name }) { project { name } userErrors { code } } }`,
      { id: projectId, name },
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

test('no statement in src/ selects all columns of a table', async () => {
  const folder = join(import.meta.dirname, '../../src');
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('generated'),
  );
  expect(files.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const file of files)
    for (const [line] of (await readFile(join(folder, file), 'utf8')).matchAll(wholeRows))
      found.push(`${file}: ${line.trim()}`);
  // Their rows come from a query with named columns.
  expect(found.toSorted()).toEqual([
    "database/pagination.ts: .selectAll('item')",
    'modules/account/export-organization-queries.ts: select found.* from memberships m join organizations o on o.id = m.organization_id',
  ]);
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
])('"%s" selects all columns', (text) => {
  expect(text.match(wholeRows)).not.toBeNull();
});

test.each(['count(*)', 'select count(*) from tasks', '2 * 3', ' * A docstring.', '/** a.b */'])(
  '"%s" does not',
  (text) => {
    expect(text.match(wholeRows)).toBeNull();
  },
);
