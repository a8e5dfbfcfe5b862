import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { createPool } from '../../src/database/client.ts';
import { makePartitions } from '../../src/database/partitions/make-partitions.ts';
import { createSystemHandle, processDb, type SystemDb } from '../../src/database/system.ts';
import { seedDemo } from '../../src/development/seed/demo.ts';
import { deleteOldAuditEvents } from '../../src/modules/audit/retention.ts';
import { sealStatements } from '../../src/modules/billing/seal.ts';
import { verifyStatement } from '../../src/modules/billing/verify.ts';
import { expireInvitations } from '../../src/modules/invitation/expiry-queries.ts';
import { deleteOldNotifications } from '../../src/modules/notification/old-notification-queries.ts';
import { deleteOldRequests } from '../../src/modules/usage/request-meter.ts';
import { foldUsage } from '../../src/modules/usage/rollup.ts';
import { deleteOldMessages } from '../../src/modules/webhook/system-queries.ts';
import { createDatabase } from '../support/server.ts';

const logger = pino({ level: 'silent' });

async function seeded(now: number): Promise<SystemDb> {
  const pool = createPool((await createDatabase()).systemUrl, 2, logger);
  afterAll(() => pool.end());
  const db = processDb({ system: createSystemHandle(pool) });
  const secrets = createSecretBox([randomBytes(32)]);
  expect(await seedDemo(db, { passwordHash: 'the hash', secrets, logger, administrator: true, now })).toBe(
    true,
  );
  return db;
}

/** What tells the story, without what is random: secrets, and the ids of rows that triggers add. */
const tables = [
  'users',
  'memberships',
  'projects',
  'tasks',
  'task_changes',
  'comments',
  'comment_mentions',
  'notifications',
  'audit_events',
  'invitations',
  'usage_events',
  'usage_rollups',
  'usage_unique_counts',
  'usage_months',
  'usage_alerts',
  'billing_periods',
  'billing_statements',
  'billing_line_items',
  'api_requests',
  'api_request_counts',
  'webhook_messages',
  'webhook_deliveries',
] as const;

async function story(db: SystemDb): Promise<Record<string, unknown[]>> {
  const entries = [];
  for (const table of tables) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) - 'token_hash' as row from ${sql.table(table)} t order by 1`.execute(db);
    entries.push([table, rows.map(({ row }) => row)]);
  }
  return Object.fromEntries(entries) as Record<string, unknown[]>;
}

describe('the history of the demonstration data', async () => {
  const now = Date.now();
  const db = await seeded(now);
  const one = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows[0];

  test('is the same twice', async () => {
    const told = await story(db);
    expect(await story(await seeded(now))).toEqual(told);
    for (const table of tables) expect([table, told[table]!.length > 0]).toEqual([table, true]);
  });

  test('fits how tasks are now: each version, status, assignee and completion has its change', async () => {
    expect(
      await one(sql`
        with last as (
          select distinct on (task_id, field) task_id, c.created_at, field->>'field' as field, field->>'to' as "to"
          from task_changes c cross join jsonb_array_elements(fields) field order by 1, 3, 2 desc
        )
        select
          (select count(*) from tasks t where version <> 1 + (select count(*) from task_changes where task_id = t.id)) as versions,
          (select count(*) from tasks t where status <> coalesce(
            (select "to" from last where task_id = t.id and field = 'status'), 'TODO')) as statuses,
          (select count(*) from tasks t join last on task_id = t.id and field = 'assignee'
            where assignee_id::text is distinct from "to") as assignees,
          (select count(*) from tasks t left join last on task_id = t.id and field = 'status' and "to" = 'DONE'
            where completed_at is distinct from last.created_at) as completions,
          (select count(*) from tasks t where updated_at <> coalesce(
            (select max(created_at) from last where task_id = t.id), created_at)) as times,
          (select count(distinct field) from last) as fields`),
    ).toEqual({ versions: '0', statuses: '0', assignees: '0', completions: '0', times: '0', fields: '5' });
  });

  test('lasts 90 days, in which weekends are quieter', async () => {
    expect(
      await one(sql`
        with deeds as (
          select created_at from tasks union all select created_at from task_changes union all
          select created_at from comments
        ), days as (
          select extract(isodow from created_at at time zone 'UTC') > 5 as weekend, created_at::date as day, count(*) as n
          from deeds group by 1, 2
        )
        select max(day) - min(day) between 85 and 91 as lasts, (select max(created_at) < now() from deeds) as past,
          (select sum(n) / 26 from days where weekend) * 3 < (select sum(n) / 64 from days where not weekend) as quieter
        from days`),
    ).toEqual({ lasts: true, past: true, quieter: true });
  });

  test('has comments that mention people, who were notified', async () => {
    expect(
      await one(sql`
        select count(*) > 20 as mentions,
          bool_and(position(u.full_name in c.body) > 0 and m.user_id <> c.author_id) as named,
          bool_and(exists (select from notifications n where n.kind = 'MENTIONED' and n.comment_id = c.id
            and n.user_id = m.user_id and n.actor_id = c.author_id)) as notified
        from comment_mentions m join comments c on c.id = comment_id join users u on u.id = m.user_id`),
    ).toEqual({ mentions: true, named: true, notified: true });
    const { rows } = await sql<{ kind: string }>`select distinct kind from notifications order by 1`.execute(
      db,
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      'MENTIONED',
      'ROLE_UPDATED',
      'TASK_ASSIGNED',
      'TASK_COMMENTED',
      'USAGE_ALERT',
    ]);
  });

  test('has usage that reached thresholds, with an alert and a notification of the owner for each', async () => {
    const { rows } = await sql<{ reached: string; told: boolean }>`
      with sums as (
        select e.organization_id, statement_month, meter, sum(quantity) as used
        from usage_events e where kind is null group by 1, 2, 3
      )
      select slug || ' ' || s.meter as reached, bool_and(a.period is not null and exists (
          select from notifications n join memberships m on m.user_id = n.user_id and m.organization_id = n.organization_id
          where n.organization_id = o.id and n.kind = 'USAGE_ALERT' and m.role = 'OWNER'
            and n.details->>'meter' = s.meter and n.details->>'month' = to_char(s.statement_month, 'YYYY-MM')
            and (n.details->>'percent')::int = thresholds.threshold)) as told
      from sums s join organizations o on o.id = organization_id
        join plan_version_prices p on p.plan_code = o.plan_code and p.version = o.plan_version and p.meter = s.meter
        cross join (values (80), (100)) thresholds (threshold)
        left join usage_alerts a on a.organization_id = o.id and period = statement_month and what = s.meter
          and a.threshold = thresholds.threshold
      where s.used * 100 >= p.included * thresholds.threshold
      group by 1 order by 1`.execute(db);
    expect(rows).toEqual([
      { reached: 'acme events.processed', told: true },
      { reached: 'techstart events.processed', told: true },
    ]);
    const unfounded = sql`
      select count(*) as alerts from usage_alerts a where not exists (
        select from usage_months m join organizations o on o.id = m.organization_id
          join plan_version_prices p on p.plan_code = o.plan_code and p.version = o.plan_version and p.meter = m.meter
        where m.organization_id = a.organization_id and usage_month = period and m.meter = what
          and m.quantity * 100 >= p.included * threshold)`;
    expect(await one(unfounded)).toEqual({ alerts: '0' });
  });

  test('has sealed statements that their events result in, of all past months, one with an overage', async () => {
    const { rows } = await sql<{ id: string; month: string }>`
      select organization_id as id, to_char(month, 'YYYY-MM') as month from billing_statements`.execute(db);
    for (const { id, month } of rows) expect((await verifyStatement(db, id, month)).differences).toEqual([]);
    const missing = sql`
      select count(*) as months from organizations o cross join lateral generate_series(
        date_trunc('month', o.created_at at time zone 'UTC'), now() at time zone 'UTC' - interval '1 month', '1 month') month
      where not exists (select from billing_statements s where s.organization_id = o.id and s.month = month::date)`;
    expect(await one(missing)).toEqual({ months: '0' });
    const sealed = sql`
      select bool_and(sealed_at = (month + interval '1 month') at time zone 'UTC' + interval '20 minutes') as "onTime",
        bool_or(total > 2900) as exceeded from billing_statements`;
    expect(await one(sealed)).toEqual({ onTime: true, exceeded: true });
  });

  test('has an endpoint with failed deliveries, one that was replayed, and one that is enabled', async () => {
    const { rows } = await sql`
      select d.state, attempt_count as attempts, tries, disabled_reason as paused, count(*) > 0 as found
      from webhook_deliveries d join webhook_endpoints e on e.id = endpoint_id
      where d.state = 'FAILED' or tries < attempt_count group by 1, 2, 3, 4 order by 1, 2`.execute(db);
    expect(rows).toEqual([
      { state: 'FAILED', attempts: 9, tries: 9, paused: 'MANUAL', found: true },
      { state: 'SUCCEEDED', attempts: 10, tries: 1, paused: 'MANUAL', found: true },
    ]);
    expect(
      await one(sql`
        select (select count(*) from webhook_endpoints where disabled_at is null) as enabled,
          bool_and((d.attempts->-1->>'startedAt')::timestamptz = d.updated_at) as times,
          bool_and(jsonb_array_length(d.attempts) = d.attempt_count) as counted,
          bool_or(exists (select from audit_events a where action = 'webhook_endpoint.replayed'
            and a.after->>'deliveryId' = d.id::text and attempt_count = 10)) as audited
        from webhook_deliveries d`),
    ).toEqual({ enabled: '1', times: true, counted: true, audited: true });
  });

  test('has invitations of every fate, and an API key whose requests are counted', async () => {
    const { rows } = await sql<{ status: string }>`
      select distinct i.status from invitations i join organizations o on o.id = organization_id
      where slug = 'acme' order by 1`.execute(db);
    expect(rows.map(({ status }) => status)).toEqual(['ACCEPTED', 'EXPIRED', 'PENDING', 'REVOKED']);
    expect(
      await one(sql`
        select last_used_at > now() - interval '4 days' as used,
          (select max(occurred_at) = last_used_at from api_requests where api_key_id = k.id) as "lastUsed",
          (select sum(used) from api_request_counts c where c.organization_id = k.organization_id) =
            (select sum(quantity) from usage_rollups r where r.organization_id = k.organization_id
              and meter = 'api.requests' and dimension = 'API_KEY' and granularity = 'DAY' and key = k.id::text) as counted
        from api_keys k join organizations o on o.id = organization_id
        where slug = 'acme' and k.name = 'Event pipeline'`),
    ).toEqual({ used: true, lastUsed: true, counted: true });
  });

  test('leaves nothing to do for the jobs, and no row without the partition of its month', async () => {
    const before = await story(db);
    const context = { systemDb: db, logger };
    await foldUsage(context);
    await sealStatements(context);
    await expireInvitations(db);
    await deleteOldNotifications(db);
    await deleteOldRequests(db);
    await deleteOldMessages(db);
    await deleteOldAuditEvents({ ...context, retention: { auditDays: 2555, usageMonths: 25 } });
    await makePartitions(db, logger);
    expect(await story(db)).toEqual(before);
    expect(
      await one(sql`
        select (select count(*) from graphile_worker._private_jobs) as jobs,
          (select count(*) from usage_pending) + (select count(*) from usage_pending_values) as pending,
          (select count(*) from audit_events_rest) as audit, (select count(*) from usage_events_rest) as usage`),
    ).toEqual({ jobs: '0', pending: '0', audit: '0', usage: '0' });
  });
});

test('the history can end on any day: at the start and the end of a month, of a year, and on a weekend', async () => {
  const ends = [
    '2025-12-31T23:59:00Z',
    '2026-01-01T00:01:00Z',
    '2026-03-01T05:00:00Z',
    '2026-05-31T12:00:00Z',
  ];
  for (const end of ends) {
    const db = await seeded(Date.parse(end));
    const { rows } = await sql`
      select count(distinct organization_id) as organizations, max(created_at) <= ${end}::timestamptz as past,
        (select count(*) > 0 from webhook_deliveries where state = 'FAILED') as failed,
        (select max(updated_at) from tasks) between ${end}::timestamptz - interval '3 days' and ${end}::timestamptz as live
      from usage_alerts`.execute(db);
    expect(rows).toEqual([{ organizations: '2', past: true, failed: true, live: true }]);
  }
});
