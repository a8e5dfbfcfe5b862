import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportOrganization } from '../../src/commands/transfer/export.ts';
import { importOrganization, type ImportOptions } from '../../src/commands/transfer/import.ts';
import { keptTables, organizationTable, transferTables } from '../../src/commands/transfer/tables.ts';
import { deleteOrganization } from '../../src/modules/billing/delete-organizations.ts';
import { verifyStatement } from '../../src/modules/billing/verify.ts';
import { createTask } from '../fixtures/work.ts';
import { join as joinOrganization, register, type Account } from '../support/client.ts';
import { createHouse, type House } from '../support/isolation/cast.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { foundEarlier, lastMonth, month, record, seal, usageEvent } from '../support/usage.ts';

const server = await startTestServer();
const elsewhere = await startTestServer();
const folder = await mkdtemp(join(tmpdir(), 'polity-transfer-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let house: House;
let suspended: Account;
let apiKey: string;
let exported: string;
let before: Record<string, string[]>;
const sealed = month(-1);

const options = (of: TestServer, more: Partial<ImportOptions> = {}): ImportOptions => ({
  systemUrl: of.urls.systemUrl,
  box: of.services.secrets,
  fromElsewhere: false,
  ...more,
});

/** Returns the organization's rows in the tables that are exported, without the columns that an import changes. */
async function rowsOf({ systemPool }: TestServer): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name, omitted = [], imported = {} } of [organizationTable, ...transferTables]) {
    const changed = [...omitted, ...(name === 'memberships' ? ['updated_at'] : Object.keys(imported))];
    const { rows } = await systemPool.query<{ row: string }>(
      `select (to_jsonb(t) - $2::text[])::text as row from ${name} t
      where ${name === 'organizations' ? 'id' : 'organization_id'} = $1 and to_jsonb(t) ->> 'action' is distinct from 'organization.imported'
      order by 1`,
      [house.organizationId, changed],
    );
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}

const count = async ({ systemPool }: TestServer, organizationId: string) => {
  const { rows } = await systemPool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id'`,
  );
  let total = 0;
  for (const { name } of rows) {
    const { rows: counted } = await systemPool.query<{ n: number }>(
      `select count(*)::int as n from ${name} where organization_id = $1`,
      [organizationId],
    );
    total += counted[0]!.n;
  }
  return total;
};

/** Deletes the organization, and the statements that remain of it. */
async function forgetElsewhere(): Promise<void> {
  await elsewhere.db.deleteFrom('organizations').where('id', '=', house.organizationId).execute();
  await elsewhere.db.deleteFrom('departed_organizations').where('id', '=', house.organizationId).execute();
}

const write = async (name: string, content: string) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

/** Ends changed lines as an export would, without the key. */
const withEnd = (lines: string[]) => {
  const content = lines.map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(content).digest('hex');
  return `${content}${JSON.stringify({ end: { lines: lines.length, sha256, code: 'AAAA' } })}\n`;
};

beforeAll(async () => {
  house = await createHouse(server);
  const { owner, organizationId, projectId } = house;
  suspended = await joinOrganization(owner, 'MEMBER');
  const task = await createTask(owner.client, projectId);
  const { createApiKey } = await owner.client.ask(
    `mutation ($task: ID!, $user: ID!) {
      updateTask(input: { id: $task, assigneeId: $user }) { userErrors { code } }
      suspendMember(input: { userId: $user, reason: "Lost" }) { userErrors { code } }
      createApiKey(input: { name: "Robot" }) { secret userErrors { code } } }`,
    { task, user: suspended.userId },
  );
  apiKey = createApiKey.secret;
  await foundEarlier(server.db, organizationId, 3);
  await record(
    owner.client,
    usageEvent({ quantity: 7, occurredAt: lastMonth() }),
    usageEvent({ occurredAt: lastMonth() }),
  );
  await seal(server.db, 1);
  // More digits than a number of JavaScript has.
  await sql`insert into api_request_counts (organization_id, month, used)
    values (${organizationId}, '2020-01-01', 9007199254740993)`.execute(server.db);
  await sql`insert into organization_features (organization_id, feature, value, reason)
    select ${organizationId}::uuid, key, 'true', 'A test' from features where kind = 'BOOLEAN' limit 1`.execute(
    server.db,
  );
  before = await rowsOf(server);
  exported = join(folder, 'house.jsonl');
  await exportOrganization(server.urls.systemUrl, server.services.secrets, organizationId, exported);
  expect((await stat(exported)).mode & 0o777).toBe(0o600);
});

test('every table with rows of an organization is exported or stays for a reason', async () => {
  const { rows } = await server.systemPool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'organization_id'
      and not exists (select from pg_inherits where inhrelid = table_name::regclass) order by 1`,
  );
  const declared = [...transferTables.map(({ name }) => name), ...Object.keys(keptTables)];
  expect(declared.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
});

test('the file has no secret', async () => {
  const { rows: binary } = await server.systemPool.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' and table_name = any($1)`,
    [transferTables.map(({ name }) => name)],
  );
  const omitted = new Set(
    transferTables.flatMap(({ name, omitted: columns = [] }) => columns.map((each) => `${name}.${each}`)),
  );
  expect(binary.map(({ name }) => name).filter((name) => !omitted.has(name))).toEqual([
    'usage_events.content_hash',
  ]);
  const text = await readFile(exported, 'utf8');
  const { rows: secrets } = await server.systemPool.query<{ secret: string }>(
    `select encode(hash, 'hex') as secret from api_key_secrets union all
    select encode(token_hash, 'hex') from invitations union all select encode(secret, 'hex') from webhook_endpoints union all
    select password_hash from users union all select encode(token_hash, 'hex') from refresh_tokens`,
  );
  expect(secrets.length).toBeGreaterThan(5);
  for (const { secret } of secrets) expect(secret === null || !text.includes(secret)).toBe(true);
  expect(text).not.toContain(apiKey);
});

describe('in the installation that wrote it', () => {
  test('an organization that exists is not imported', async () => {
    await expect(importOrganization(exported, options(server))).rejects.toThrow(
      `The organization ${house.organizationId} exists.`,
    );
  });

  test('a deleted organization comes back with its ids, people and statements, and without open doors', async () => {
    await server.db.deleteFrom('organizations').where('id', '=', house.organizationId).execute();
    expect(await count(server, house.organizationId)).toBe(0);
    const { leftOut, unknownPeople } = await importOrganization(exported, options(server));
    expect({ leftOut, unknownPeople }).toEqual({ leftOut: 0, unknownPeople: 0 });
    expect(await rowsOf(server)).toEqual(before);
    for (const name of [
      'tasks',
      'usage_events',
      'billing_statements',
      'audit_events',
      'credit_entries',
      'webhook_deliveries',
    ])
      expect([name, before[name]!.length > 0]).toEqual([name, true]);
    expect((await verifyStatement(server.db, house.organizationId, sealed)).differences).toEqual([]);

    const { tasks, organization } = await house.owner.client.ask(
      '{ tasks { nodes { title assignee { id } } } organization { members { nodes { status user { id } } } labels: name } }',
    );
    expect(tasks.nodes.map(({ assignee }) => assignee?.id)).toContain(suspended.userId);
    expect(organization.members.nodes).toContainEqual({
      status: 'SUSPENDED',
      user: { id: suspended.userId },
    });
    const { rows: life } = await server.systemPool.query(
      'select status, deletes_at from organizations where id = $1',
      [house.organizationId],
    );
    expect(life).toEqual([{ status: 'ACTIVE', deletes_at: null }]);
    const robot = server.anonymous.with({ authorization: `Bearer ${apiKey}` });
    expect((await robot.send('{ tasks { nodes { id } } }')).errors?.[0]?.extensions['code']).toBe(
      'UNAUTHENTICATED',
    );
    const { webhookEndpoints } = await house.owner.client.ask(
      '{ webhookEndpoints { nodes { disabledReason } } }',
    );
    expect(webhookEndpoints.nodes).toEqual([{ disabledReason: 'MANUAL' }]);
    const invitations = await server.db
      .selectFrom('invitations')
      .select(['status', 'token_hash'])
      .where('organization_id', '=', house.organizationId)
      .execute();
    expect(invitations.length).toBeGreaterThan(0);
    for (const invitation of invitations) expect(invitation).toEqual({ status: 'REVOKED', token_hash: null });
    await house.owner.client.ask(
      'mutation ($id: ID!) { rotateWebhookSecret(input: { id: $id }) { secret userErrors { code } } }',
      { id: house.webhookEndpointId },
    );
  });
});

describe('of a deleted organization statements remain', () => {
  const remaining = () =>
    server.db
      .selectFrom('departed_statements')
      .select(['month', 'checksum'])
      .where('former_id', '=', house.organizationId)
      .orderBy('month')
      .execute();
  const remove = () => server.db.transaction().execute((db) => deleteOrganization(db, house.organizationId));

  test('an import takes them back, so that they are invoiced once and the organization can be deleted again', async () => {
    await remove();
    const left = await remaining();
    expect(left.length).toBeGreaterThan(0);
    await server.db
      .updateTable('departed_statements')
      .set({ invoice_id: 'in_1', invoiced_at: sql`now()` })
      .where('former_id', '=', house.organizationId)
      .execute();
    // Sealed at the deletion, after the export.
    await sql`with statement as (
        insert into departed_statements (former_id, month, plan_code, currency, total, checksum, sealed_at)
        select former_id, '2025-01-01', plan_code, currency, total, checksum, sealed_at from departed_statements limit 1)
      insert into departed_line_items (former_id, month, position, kind, usage_month, quantity, included, overage, unit_price, amount)
        select former_id, '2025-01-01', position, kind, usage_month, quantity, included, overage, unit_price, amount
        from departed_line_items where month = ${left[0]!.month}`.execute(server.db);
    await importOrganization(exported, options(server));
    expect(await remaining()).toEqual([]);
    const statements = await server.db
      .selectFrom('billing_statements')
      .leftJoin('payment_invoices', (join) =>
        join
          .onRef('payment_invoices.organization_id', '=', 'billing_statements.organization_id')
          .onRef('payment_invoices.month', '=', 'billing_statements.month'),
      )
      .select(['billing_statements.month', 'checksum', 'invoice_id'])
      .where('billing_statements.organization_id', '=', house.organizationId)
      .execute();
    for (const statement of left) expect(statements).toContainEqual({ ...statement, invoice_id: 'in_1' });
    expect(statements.map(({ month: sealedMonth }) => sealedMonth)).toContain('2025-01-01');
    await remove();
    expect(await remaining()).toEqual(expect.arrayContaining(left));
  });

  test('a file from elsewhere does not clear the bills of an organization that was deleted here', async () => {
    const left = await remaining();
    const owner = await register(server.anonymous);
    const lines = (await readFile(exported, 'utf8')).trim().split('\n').slice(0, -1);
    const path = await write('cleared.jsonl', withEnd(lines));
    await expect(
      importOrganization(path, options(server, { fromElsewhere: true, owner: owner.userId })),
    ).rejects.toThrow('Only a file of this installation brings it back.');
    expect(await remaining()).toEqual(left);
  });
});

describe('in another installation', () => {
  const foreign = () => options(elsewhere, { fromElsewhere: true });

  test('a file with another signature needs to be trusted, and the organization needs an owner', async () => {
    await expect(importOrganization(exported, options(elsewhere))).rejects.toThrow('--from-elsewhere');
    await expect(importOrganization(exported, foreign())).rejects.toThrow('Name one with --owner.');
    expect(await count(elsewhere, house.organizationId)).toBe(0);
  });

  test('people are recognized by their verified address, and get no access before an owner agrees', async () => {
    const [owner, known, unproven] = [
      await register(elsewhere.anonymous),
      await register(elsewhere.anonymous),
      await register(elsewhere.anonymous),
    ];
    const address = (person: Account, email: string, isProven: boolean) =>
      elsewhere.db
        .updateTable('users')
        .set({ email, email_verified_at: isProven ? sql`now()` : null })
        .where('id', '=', person.userId)
        .execute();
    await address(known, house.fellow.email, true);
    await address(unproven, suspended.email, false);
    await address(owner, owner.email, true);
    const accounts = () => elsewhere.db.selectFrom('users').selectAll().orderBy('id').execute();
    const unchanged = await accounts();

    const imported = await importOrganization(exported, { ...foreign(), owner: owner.email });
    expect(imported.leftOut).toBeGreaterThan(0);
    expect(await accounts()).toEqual(unchanged);
    const members = await elsewhere.db
      .selectFrom('memberships')
      .select(['user_id', 'role', sql<boolean>`member_suspended_at is not null`.as('suspended')])
      .where('organization_id', '=', house.organizationId)
      .orderBy('role')
      .execute();
    expect(members).toEqual([
      { user_id: known.userId, role: 'MEMBER', suspended: true },
      { user_id: owner.userId, role: 'OWNER', suspended: false },
    ]);
    const after = await rowsOf(elsewhere);
    expect(after['tasks']!.length).toBe(before['tasks']!.length);
    expect(after['usage_events']).toEqual(before['usage_events']);
    for (const { name, isGranted } of transferTables)
      if (isGranted) expect([name, after[name]]).toEqual([name, []]);
    expect((await verifyStatement(elsewhere.db, house.organizationId, sealed)).differences).toEqual([]);
    const inside = owner.client.in(house.organizationId);
    expect((await inside.ask('{ projects { nodes { id } } }')).projects.nodes).toEqual([
      { id: house.projectId },
    ]);
    const refused = await known.client.in(house.organizationId).send('{ projects { nodes { id } } }');
    expect(refused.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    await forgetElsewhere();
  });

  test('an id in the file makes nobody a member', async () => {
    const victim = await register(elsewhere.anonymous);
    const owner = await register(elsewhere.anonymous);
    const lines = (await readFile(exported, 'utf8')).trim().split('\n').slice(0, -1);
    const forged = lines.map((line) => line.replaceAll(house.owner.userId, victim.userId));
    const path = await write('forged.jsonl', withEnd(forged));
    await importOrganization(path, { ...foreign(), owner: owner.userId });
    const { rows } = await elsewhere.systemPool.query(
      'select user_id from memberships where organization_id = $1',
      [house.organizationId],
    );
    expect(rows).toContainEqual({ user_id: owner.userId });
    expect(rows).not.toContainEqual({ user_id: victim.userId });
    await forgetElsewhere();
  });
});

/** Adds a row at its place: after the rows of the tables that come before. */
function withRow(lines: string[], table: string, row: Record<string, unknown>): string[] {
  const order = ['organizations', ...transferTables.map(({ name }) => name)];
  const tableOf = (line: string) => /^\{"table":"(\w+)"/.exec(line)?.[1];
  const after = lines.findIndex((line) => order.indexOf(tableOf(line) ?? '') > order.indexOf(table));
  return lines.toSpliced(after < 0 ? lines.length : after, 0, JSON.stringify({ table, row }));
}

const hour = `${month()}-01T00:00:00+00:00`;
const pending = (more: Record<string, unknown>) => (lines: string[]) =>
  withEnd(
    withRow(lines, 'usage_pending', {
      id: '01990000-0000-7000-8000-000000000001',
      meter: 'events.processed',
      hour,
      statement_month: `${month()}-01`,
      keys: {},
      quantity: 1,
      ...more,
    }),
  );
const pendingValue = (more: Record<string, unknown>) => (lines: string[]) =>
  withEnd(
    withRow(lines, 'usage_pending_values', {
      id: '01990000-0000-7000-8000-000000000001',
      meter: 'seats.seen',
      hour,
      statement_month: `${month()}-01`,
      subject: null,
      property_key: null,
      value: 'x',
      events: 1,
      ...more,
    }),
  );
const organizationLine = /^(\{"table":"organizations".*"plan_code":")\w+/;

describe('nothing is imported', () => {
  const faults: [what: string, change: (lines: string[]) => string[] | string, message: RegExp | string][] = [
    ['of a file that ends early', (lines) => `${lines.slice(0, -3).join('\n')}\n`, 'is incomplete'],
    [
      'of a file whose content was changed',
      (lines) => `${lines.map((line) => line.replace('Harbour', 'Harbor')).join('\n')}\n`,
      /damaged|signature|SECRETS_KEY/,
    ],
    ['with a malformed line', (lines) => withEnd([...lines, '{"table":']), /line \d+: It is malformed/],
    [
      'with a table of another kind',
      (lines) => withEnd([...lines, '{"table":"users","row":{}}']),
      'No rows of users are imported.',
    ],
    [
      'with API key secrets',
      (lines) => withEnd([...lines, '{"table":"api_key_secrets","row":{}}']),
      'No rows of api_key_secrets',
    ],
    [
      'with a column of another organization',
      (lines) =>
        withEnd(
          lines.map((line) =>
            line.replace('{"table":"labels","row":{', '{"table":"labels","row":{"organization_id":"x",'),
          ),
        ),
      'It has other columns than labels.',
    ],
    [
      'with two organizations',
      (lines) =>
        withEnd(
          lines.flatMap((line) => (line.startsWith('{"table":"organizations"') ? [line, line] : [line])),
        ),
      'It is another organization',
    ],
    [
      'with a value that the database refuses',
      (lines) => withEnd(lines.map((line) => line.replace(/("table":"labels".*"color":")#/, '$1!'))),
      /lines \d+ to \d+, labels: .*labels_color_check/,
    ],
    [
      'with a reference to something that is not there',
      (lines) => withEnd(lines.filter((line) => !line.startsWith('{"table":"projects"'))),
      /tasks: .*tasks_project_fkey/,
    ],
    // The rollup takes the pending rows of all organizations in one statement. Each of these would stop it for everybody.
    ['with a pending row whose keys are a list', pending({ keys: [] }), 'usage_pending'],
    ['with a pending row whose key is null', pending({ keys: { SUBJECT: null } }), 'usage_pending'],
    ['with a pending row of an unknown dimension', pending({ keys: { OTHER: 'x' } }), 'usage_pending'],
    [
      'with a key that fits into no index',
      pending({ keys: { SUBJECT: createHash('sha512').update('x').digest('hex').repeat(2000) } }),
      'usage_pending',
    ],
    ['with a quantity that is no number', pending({ quantity: 'NaN' }), 'usage_pending'],
    ['with a part of a quantity', pending({ quantity: 0.5 }), 'usage_pending'],
    ['with an endless quantity', pending({ quantity: 'Infinity' }), 'usage_pending'],
    ['with usage at no time', pending({ hour: 'infinity' }), 'usage_pending'],
    [
      'with events that exceed a number of the rollup',
      pendingValue({ events: '9223372036854775807' }),
      'usage_pending_values',
    ],
    // Otherwise its months would never be billed.
    [
      'with months closed in advance',
      (lines) => withEnd(lines.map((line) => line.replace(/"open_month":"\d+/, '"open_month":"9990'))),
      'billing_periods',
    ],
    [
      'with a plan that its segments do not have',
      (lines) => withEnd(lines.map((line) => line.replace(organizationLine, '$1ENTERPRISE'))),
      'organizations',
    ],
    [
      'of another release',
      (lines) => withEnd(lines.map((line) => line.replace('0001_accounts', '0001_others'))),
      'The file is of another release.',
    ],
  ];

  test.each(faults)('%s', async (what, change, message) => {
    const owner = await register(elsewhere.anonymous);
    const lines = (await readFile(exported, 'utf8')).trim().split('\n');
    const changed = change(what.startsWith('of a file') ? lines : lines.slice(0, -1));
    const path = await write(`${what.replaceAll(' ', '-')}.jsonl`, changed as string);
    await expect(
      importOrganization(path, options(elsewhere, { fromElsewhere: true, owner: owner.userId })),
    ).rejects.toThrow(message);
    expect(await count(elsewhere, house.organizationId)).toBe(0);
    expect(
      await elsewhere.db
        .selectFrom('organizations')
        .select('id')
        .where('id', '=', house.organizationId)
        .execute(),
    ).toEqual([]);
  });
});
