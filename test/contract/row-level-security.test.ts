import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { assertRlsApplies } from '../../src/database/open.ts';
import { type Account, add, register } from '../support/client.ts';
import { createTenant, tenantTables } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { addUsageRows } from '../support/usage.ts';

const server = await startTestServer();
const ours = await createTenant(server.anonymous);
const theirs = await createTenant(server.anonymous);
/** A member of both organizations. */
const both = await register(server.anonymous, 'Beatrice Both');
await addUsageRows(server.db, ours.organizationId, theirs.organizationId);
for (const { owner, fellow, taskId, labelId, commentId, webhookEndpointId } of [ours, theirs]) {
  await add(owner, both);
  await owner.client.ask(
    `mutation ($task: ID!, $label: ID!, $comment: ID!, $fellow: ID!) {
      suspendOrganization(input: { reason: "Storm" }) { userErrors { code } }
      reinstateOrganization { userErrors { code } }
      updateTask(input: { id: $task, title: "Mend the pier", labelIds: [$label] }) { userErrors { code } }
      watchTask(input: { id: $task }) { userErrors { code } }
      updateComment(input: { id: $comment, mentionedUserIds: [$fellow] }) { userErrors { code } } }`,
    { task: taskId, label: labelId, comment: commentId, fellow: fellow.userId },
  );
  await owner.client.ask(
    `mutation ($id: ID!) { rotateWebhookSecret(input: { id: $id }) { userErrors { code } } }`,
    { id: webhookEndpointId },
  );
  await owner.client.ask(
    `mutation ($id: String!) {
      recordUsage(input: { events: [{ eventId: $id, meter: "m", quantity: 1 }] }) { userErrors { code } }
      voidUsageEvent(input: { eventId: $id, reason: "A test" }) { userErrors { code } } }`,
    { id: taskId },
  );
  await server.systemPool.query(
    `insert into flags (key, description, percentage) values ('wide', 'Wide', 0) on conflict do nothing`,
  );
  await server.systemPool.query(
    `with o as (insert into organization_overrides (organization_id, reason) values ($1, 'A pilot')),
       f as (insert into organization_features (organization_id, feature, value, reason)
         values ($1, 'WEBHOOKS', 'true', 'A pilot')),
       h as (insert into flag_organizations (organization_id, flag) values ($1, 'wide')),
       p as (insert into plan_moves (organization_id, from_plan_code, plan_code, plan_version, at, reason)
         values ($1, 'FREE', 'PRO', 1, '2100-01-01', 'A pilot')),
       c as (insert into planned_plan_changes (organization_id, kind, from_plan_code, plan_code, at, due_at)
         values ($1, 'CHANGE', 'FREE', 'PRO', '2100-01-01', '2100-01-01')),
       customer as (insert into payment_customers (organization_id, customer_id) values ($1, 'cus_' || $1)),
       i as (insert into payment_invoices (organization_id, month)
         select organization_id, month from billing_statements where organization_id = $1),
       v as (insert into usage_pending_values (organization_id, meter, hour, statement_month, events)
         values ($1, 'seats', '2026-01-01', '2026-01-01', 1)),
       l as (insert into usage_levels (organization_id, meter, dimension, granularity, starts_at, statement_month, key,
           quantity, occurred_at, event_id)
         values ($1, 'seats', 'TOTAL', 'HOUR', '2026-01-01', '2026-01-01', '', 1, '2026-01-01', uuidv7())),
       u as (insert into usage_unique_hours (organization_id, member, hour, statement_month, events)
         values ($1, app.unique_member('seats', 'TOTAL', '', 'Ann'), '2026-01-01', '2026-01-01', 1)),
       k as (insert into api_key_counts (organization_id, api_key_id, month)
         select organization_id, id, '2026-01-01' from api_keys where organization_id = $1 limit 1),
       q as (insert into usage_unique_counts (organization_id, meter, dimension, granularity, starts_at, key, previous, quantity)
         values ($1, 'seats', 'TOTAL', 'DAY', '2026-01-01', '', '-infinity', 1))
     insert into api_request_counts values ($1, '2026-01-01', 7)`,
    [owner.organizationId],
  );
}

/** Tables of which each person sees only their own rows; in this test only the owners have rows. */
const ownTables = ['notifications', 'notification_preferences', 'watches'];
for (const { organizationId, owner } of [ours, theirs]) {
  await server.db
    .insertInto('notifications')
    .values({
      organization_id: organizationId,
      user_id: owner.userId,
      kind: 'MENTIONED',
      happening: 'x',
      in_app: true,
      by_email: false,
    })
    .execute();
}

const serving = new pg.Client({ connectionString: server.urls.servingUrl });
await serving.connect();
afterAll(() => serving.end());

const refusedPrivilege = { code: '42501' };
const tables = await tenantTables(server.systemPool);
/** Returns the column that names the tenant. */
const keyOf = (table: string) => (table === 'organizations' ? 'id' : 'organization_id');
const keyed = tables.filter((table) => table !== 'users');

const sessionOf = ({ accessToken }: Account): string =>
  JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()).sid;

/** Runs `work` on the serving login like a request of this session, and rolls it back. */
async function within<T>(session: string, organizationId: string | null, work: () => Promise<T>): Promise<T> {
  await serving.query('begin');
  try {
    await serving.query('select app.begin_request($1, $2, 10000, null)', [session, organizationId]);
    return await work();
  } finally {
    await serving.query('rollback');
  }
}

const asOurs = <T>(work: () => Promise<T>) => within(sessionOf(ours.owner), ours.organizationId, work);

async function rows(text: string, values: unknown[] = []): Promise<unknown[]> {
  return (await serving.query({ text, values, rowMode: 'array' })).rows.map(([value]: unknown[]) => value);
}

async function expectNothing(): Promise<void> {
  for (const table of tables) expect([table, await rows(`select 1 from ${table}`)]).toEqual([table, []]);
}

describe('the serving login', () => {
  test('sees no row of any tenant table outside a request', async () => {
    expect(tables.length).toBeGreaterThan(5);
    await expectNothing();
  });

  test('sees only the rows of its tenant, whatever the statement selects', async () => {
    for (const table of keyed) {
      const count = async (organizationId: string) => {
        const text = `select count(*)::int as count from ${table} where ${keyOf(table)} = $1`;
        return (await server.systemPool.query(text, [organizationId])).rows[0].count;
      };
      expect([table, await count(theirs.organizationId)]).not.toEqual([table, 0]);
      const seen = await asOurs(() => rows(`select ${keyOf(table)} from ${table}`));
      expect([table, seen]).toEqual([
        table,
        Array.from({ length: await count(ours.organizationId) }, () => ours.organizationId),
      ]);
    }
    const people = [
      ours.serviceAccountId,
      ...[ours.owner, ours.fellow, both].map((account) => account.userId),
    ];
    expect((await asOurs(() => rows('select id from users'))).toSorted()).toEqual(people.toSorted());
  });

  test('sees elsewhere only the memberships and organizations of its user', async () => {
    const everywhere = [both.organizationId, ours.organizationId, theirs.organizationId].toSorted();
    const own = (text: string) => within(sessionOf(both), ours.organizationId, () => rows(text));
    expect((await own('select id from organizations')).toSorted()).toEqual(everywhere);
    const mine = `select organization_id from memberships where user_id = '${both.userId}'`;
    expect((await own(mine)).toSorted()).toEqual(everywhere);
    const others = `select distinct organization_id from memberships where user_id <> '${both.userId}'`;
    expect(await own(others)).toEqual([ours.organizationId]);
    for (const table of ownTables) expect([table, await own(`select 1 from ${table}`)]).toEqual([table, []]);
    for (const table of keyed.filter(
      (each) => !['organizations', 'memberships', ...ownTables].includes(each),
    )) {
      const seen = await own(`select distinct organization_id from ${table}`);
      expect([table, seen]).toEqual([table, [ours.organizationId]]);
    }
    expect(await own('select id from users')).not.toContain(theirs.fellow.userId);
  });

  test.each(keyed)('cannot insert a row of %s into another tenant', async (table) => {
    const { rows: columns } = await server.systemPool.query(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and not attisdropped`,
      [table],
    );
    const names: string[] = columns.map((column) => column.name);
    const values = names.map((name) =>
      name === keyOf(table) ? `'${theirs.organizationId}'::uuid` : name === 'id' ? 'uuidv7()' : name,
    );
    for (const statement of [
      `insert into ${table} (${names}) select ${values} from ${table} limit 1`,
      `update ${table} set ${keyOf(table)} = '${theirs.organizationId}'`,
    ]) {
      await expect(asOurs(() => serving.query(statement))).rejects.toMatchObject(refusedPrivilege);
    }
  });

  test('can neither change nor delete rows of another tenant, even where its user is a member', async () => {
    for (const [statement, left] of [
      [`update tasks set title = 'Ours now'`, 'select count(*) from tasks'],
      ['delete from tasks', 'select count(*) from tasks'],
      [`update projects set name = 'Ours now'`, 'select count(*) from projects'],
      ['delete from projects', 'select count(*) from projects'],
      [`update memberships set role = 'ADMIN'`, 'select count(*) from memberships'],
      ['delete from memberships', 'select count(*) from memberships'],
      [`update organizations set name = 'Ours now'`, 'select count(*) from organizations'],
    ] as const) {
      const key = statement.includes('organizations') ? 'id' : 'organization_id';
      const expected = await server.systemPool.query(`${left} where ${key} = $1`, [ours.organizationId]);
      const { rowCount } = await within(sessionOf(both), ours.organizationId, () => serving.query(statement));
      expect([statement, String(rowCount)]).toEqual([statement, expected.rows[0].count]);
      expect(rowCount).toBeGreaterThan(0);
    }
  });

  test.each([
    'select from sessions',
    'select from refresh_tokens',
    'select from account_events',
    'select from account_tokens',
    'select from recovery_codes',
    'select from sign_in_failures',
    'select from user_status_changes',
    `insert into sign_in_failures (key, failures, resets_at) values ('account:x', 10, now())`,
    'delete from sign_in_failures',
    'select platform_admin from users',
    'select status_reason from users',
    'select totp_secret from users',
    'select email_verified_at from users',
    'update users set platform_admin = true',
    'select password_hash from users',
    'select * from users',
    `update users set full_name = 'Mallory'`,
    'delete from users',
    `update audit_events set action = 'nothing.happened'`,
    'delete from audit_events',
    'update usage_events set quantity = 0',
    'delete from usage_events',
    'update usage_pending set quantity = 0',
    'delete from usage_pending',
    'delete from usage_rollups',
    'delete from usage_alerts',
    'delete from api_requests',
    'update billing_statements set total = 0',
    'delete from billing_line_items',
    'update plan_prices set unit_price = 0',
    'update plan_version_prices set unit_price = 0',
    'update organizations set plan_version = 1',
    'delete from plan_moves',
    `insert into organization_status_changes (organization_id, status) values (app.organization_id(), 'ACTIVE')`,
    `update organization_status_changes set reason = 'None'`,
    'delete from organization_status_changes',
    'delete from invitations',
    'update organizations set deletes_at = null',
    `insert into organizations (name, slug) values ('Mine', 'mine')`,
    `update organizations set status = 'ACTIVE'`,
    'delete from organizations',
    `update plans set project_limit = null`,
    `update plan_versions set project_limit = null`,
    `update plan_version_features set value = 'true'`,
    `update organization_features set value = 'true'`,
    'select from kysely_migration',
    'select from graphile_worker._private_jobs',
    `select graphile_worker.add_job('anything')`,
    'create table loot (id int)',
    'alter table tasks disable row level security',
    'alter table tasks no force row level security',
    'drop policy tenant on tasks',
    'set local role polity_system',
    'truncate tasks',
  ])('cannot run: %s', async (statement) => {
    await expect(asOurs(() => serving.query(statement))).rejects.toMatchObject(refusedPrivilege);
  });
});

describe('the settings that row-level security reads', () => {
  test('are local to the transaction', async () => {
    await serving.query('begin');
    await serving.query('select app.begin_request($1, $2, 10000, null)', [
      sessionOf(ours.owner),
      ours.organizationId,
    ]);
    expect(await rows('select id from projects')).toEqual([ours.projectId]);
    await serving.query('commit');
    await expectNothing();
  });

  test.each([
    ['an unknown session', '00000000-0000-4000-8000-000000000000', ours.organizationId],
    ['no session', null, ours.organizationId],
  ])('are empty for %s', async (_who, session, organizationId) => {
    await within(session as string, organizationId, expectNothing);
  });

  test('contain only the user if they are not a member, or if the organization is archived', async () => {
    const outsider = await register(server.anonymous);
    const seen = () => rows('select id from users');
    expect(await within(sessionOf(outsider), ours.organizationId, seen)).toEqual([outsider.userId]);
    const { organizationId } = outsider;
    const set = { status: 'ARCHIVED' };
    await server.db.updateTable('organizations').set(set).where('id', '=', organizationId).execute();
    await within(sessionOf(outsider), organizationId, async () => {
      expect(await seen()).toEqual([outsider.userId]);
      expect(await rows('select organization_id from audit_events')).toEqual([]);
    });
  });

  test('are empty for an ended session and for a user who is not active', async () => {
    const suspended = await register(server.anonymous);
    await server.db
      .updateTable('users')
      .set({ status: 'SUSPENDED' })
      .where('id', '=', suspended.userId)
      .execute();
    const ended = await register(server.anonymous);
    await ended.client.ask('mutation { logout { userErrors { code } } }');
    for (const account of [suspended, ended])
      await within(sessionOf(account), account.organizationId, expectNothing);
  });
});

describe('the serving login at start-up', () => {
  const check = async (connectionString: string) => {
    const pool = new pg.Pool({ connectionString, max: 1 });
    await assertRlsApplies(pool).finally(() => pool.end());
  };

  test('is rejected if it is the system login or a superuser', async () => {
    await expect(check(server.urls.servingUrl)).resolves.toBeUndefined();
    await expect(check(server.urls.systemUrl)).rejects.toThrow(
      'the login polity is a member of polity_system and owns tables',
    );
    const superuser = new URL(inject('superuserUrl'));
    superuser.pathname = new URL(server.urls.systemUrl).pathname;
    await expect(check(superuser.href)).rejects.toThrow('is a superuser');
  });

  test('is rejected if it bypasses row-level security', async () => {
    const admin = new pg.Client({ connectionString: inject('superuserUrl') });
    await admin.connect();
    const name = `bypass_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`create role ${name} login bypassrls password 'bypass' in role polity_serving`);
    try {
      const url = Object.assign(new URL(server.urls.servingUrl), { username: name, password: 'bypass' });
      await expect(check(url.href)).rejects.toThrow(`the login ${name} has BYPASSRLS`);
    } finally {
      await admin.query(`drop role ${name}`);
      await admin.end();
    }
  });
});
