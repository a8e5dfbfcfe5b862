import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { makePartitions, readPartitions } from '../../../src/database/partitions/make-partitions.ts';
import { firstIdAt, monthStart } from '../../../src/database/partitions/month.ts';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { createOwner } from '../../fixtures/owner.ts';
import type { Account } from '../../support/client.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';
import { foundEarlier, month, record, seal, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const { db, systemPool } = server;
const OLD = -26;
let owner: Account;

const voidEvent = `mutation ($id: String!) { voidUsageEvent(input: { eventId: $id, reason: "A test" }) {
  userErrors { code field } } }`;

const oldest = async () => (await readPartitions(db, 'usage_events'))[0]!.from;
const start = (offset: number) => monthStart(new Date(), offset);

/** An event that was recorded in a past month, with its usage. */
async function recordThen(eventId: string, offset: number, quantity: number): Promise<void> {
  const at = new Date(start(offset) + 86_400_000).toISOString();
  await systemPool.query(
    `with e as (
      insert into usage_events (organization_id, id, event_id, content_hash, meter, quantity, occurred_at, statement_month, created_at)
      values ($1, $2, $3, '', 'events.processed', $4, $5, $6, $5))
    insert into usage_months (organization_id, statement_month, usage_month, meter, quantity)
      values ($1, $6, $6, 'events.processed', $4)`,
    [owner.organizationId, firstIdAt(Date.parse(at)), eventId, quantity, at, `${month(offset)}-01`],
  );
}

beforeAll(async () => {
  await makePartitions(db, pino({ level: 'silent' }), { oldest: { usage_events: start(OLD) } });
  owner = await createOwner(server.anonymous, 'PRO');
  await foundEarlier(db, owner.organizationId, -OLD);
  await recordThen('old', OLD, 3_000_000);
  await recordThen('kept', -1, 2_000_000);
});

test('events that are in no sealed statement are kept, whatever their age', async () => {
  await runScheduled(server, 'drop-old-usage-events');
  expect(await oldest()).toBe(start(OLD));
  const { rows } = await systemPool.query(`select from usage_events where event_id = 'old'`);
  expect(rows).toHaveLength(1);
});

test('sealed months are dropped with their ids, and their statements are charged again from what they state', async () => {
  await seal(db);
  expect(await verifyStatement(db, owner.organizationId, month(OLD))).toMatchObject({
    differences: [],
    keptSince: undefined,
  });
  await runScheduled(server, 'drop-old-usage-events');
  expect(await oldest()).toBe(start(-25));
  const { rows } = await systemPool.query('select event_id from usage_event_ids order by 1');
  expect(rows).toEqual([{ event_id: 'kept' }]);
  const keptSince = new Date(start(-25)).toISOString();
  expect(await verifyStatement(db, owner.organizationId, month(OLD))).toMatchObject({
    differences: [],
    keptSince,
  });
  expect(await verifyStatement(db, owner.organizationId, month(-1))).toMatchObject({
    differences: [],
    keptSince: undefined,
  });
  await runScheduled(server, 'drop-old-usage-events');
  expect(await oldest()).toBe(start(-25));
});

test('a line item that was changed is found although the events are gone', async () => {
  await systemPool.query('alter table billing_line_items disable trigger user');
  await systemPool.query(
    `update billing_line_items set amount = amount + 1 where month = $1 and kind = 'USAGE' and meter = 'events.processed'`,
    [`${month(OLD)}-01`],
  );
  expect((await verifyStatement(db, owner.organizationId, month(OLD))).differences).not.toEqual([]);
});

test('an event of a time whose other events are gone cannot be voided, a later one can', async () => {
  await systemPool.query(
    `insert into usage_events (organization_id, event_id, content_hash, meter, quantity, occurred_at, statement_month)
    values ($1, 'late', '', 'events.processed', 1, $2, $3)`,
    [owner.organizationId, new Date(start(-25) - 1000), `${month(-25)}-01`],
  );
  expect(await owner.client.codes(voidEvent, { id: 'late' })).toEqual(['INVALID']);
  expect(await owner.client.codes(voidEvent, { id: 'kept' })).toEqual([]);
});

test('the id of a dropped event can be recorded again', async () => {
  expect(await record(owner.client, usageEvent({ eventId: 'old' }), usageEvent({ eventId: 'kept' }))).toEqual(
    ['ACCEPTED', 'CONFLICT'],
  );
});
