import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { makePartitions, readPartitions } from '../../../src/database/partitions/make-partitions.ts';
import { firstIdAt, monthStart } from '../../../src/database/partitions/month.ts';
import { createOwner } from '../../fixtures/owner.ts';
import type { Account } from '../../support/client.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { db, systemPool } = server;
const DAY = 86_400_000;
const NOW = Date.now();

let free: Account;
let pro: Account;

const write = async ({ organizationId }: Account, days: number) => {
  const at = NOW - days * DAY;
  await systemPool.query(
    `insert into audit_events (organization_id, id, action, target_type, request_id, created_at)
    values ($1, $2, 'label.created', 'Label', $3, $4)`,
    [organizationId, firstIdAt(at), `days ${days}`, new Date(at)],
  );
};

/** The ages in days of the entries that a member sees. */
async function ages({ client }: Account): Promise<number[]> {
  const { auditEvents } = await client.ask(
    `{ auditEvents(filter: { action: { eq: "label.created" } }, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { requestId } } }`,
  );
  return auditEvents!.nodes.map(({ requestId }) => Number(requestId!.split(' ')[1]));
}

const names = async () => (await readPartitions(db, 'audit_events')).map(({ name }) => name);

beforeAll(async () => {
  await makePartitions(db, pino({ level: 'silent' }), {
    oldest: { audit_events: monthStart(new Date(NOW), -100) },
  });
  free = await createOwner(server.anonymous, 'FREE');
  pro = await createOwner(server.anonymous, 'PRO');
  // The plan before counts for 30 days.
  await systemPool.query('alter table plan_segments disable trigger user');
  await systemPool.query(
    `update plan_segments set starts_at = starts_at - interval '90 days' where starts_at is not null`,
  );
  await systemPool.query('alter table plan_segments enable trigger user');
  for (const account of [free, pro])
    for (const days of [1, 89, 91, 729, 731, 2600]) await write(account, days);
});

describe('after a run of the job', () => {
  test('each organization has what its plan keeps, and partitions that no plan keeps are gone', async () => {
    const before = await names();
    await runScheduled(server, 'delete-old-audit-events');
    expect(await ages(free)).toEqual([1, 89]);
    expect(await ages(pro)).toEqual([1, 89, 91, 729]);
    const after = await names();
    expect(after.length).toBeLessThan(before.length);
    const [first] = await readPartitions(db, 'audit_events');
    expect(first!.to).toBeGreaterThan(NOW - 730 * DAY);
    expect(first!.from).toBeLessThanOrEqual(NOW - 730 * DAY);
    const { rows } = await systemPool.query(`select since from kept_since where table_name = 'audit_events'`);
    expect(Date.parse(rows[0].since)).toBe(first!.from);
    await runScheduled(server, 'delete-old-audit-events');
    expect(await names()).toEqual(after);
  });

  test('an organization that changed to a plan that keeps less still has its log for 30 days', async () => {
    await systemPool.query(`update organizations set plan_code = 'FREE' where id = $1`, [pro.organizationId]);
    await runScheduled(server, 'delete-old-audit-events');
    expect(await ages(pro)).toEqual([1, 89, 91, 729]);
  });

  test("an organization's own value holds before that of its plan, and at least 30 days", async () => {
    await systemPool.query(
      `insert into organization_features (organization_id, feature, value, reason) values ($1, 'audit.retentionDays', '5', 'Test')`,
      [pro.organizationId],
    );
    await write(pro, 29);
    await write(pro, 31);
    await runScheduled(server, 'delete-old-audit-events');
    expect(await ages(pro)).toEqual([1, 29]);
    expect(await ages(free)).toEqual([1, 89]);
  });
});

test('a row that was written for a later time than its id keeps its partition', async () => {
  const at = monthStart(new Date(NOW), -60);
  await makePartitions(db, pino({ level: 'silent' }), { oldest: { audit_events: at } });
  await systemPool.query(
    `insert into audit_events (organization_id, id, action, target_type) values ($1, $2, 'label.created', 'Label')`,
    [free.organizationId, firstIdAt(at + 1000)],
  );
  await runScheduled(server, 'delete-old-audit-events');
  const { rows } = await systemPool.query('select from audit_events where id = $1', [firstIdAt(at + 1000)]);
  expect(rows).toHaveLength(1);
});
