import { expect, test } from 'vitest';
import { firstIdAt, monthStart } from '../../../src/database/partitions/month.ts';
import { register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, record, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const { db, systemPool } = server;

const insert = (organizationId: string, eventId: string, createdAt: number) =>
  systemPool.query(
    `insert into usage_events (organization_id, id, event_id, content_hash, meter, quantity, occurred_at, statement_month)
    values ($1, $2, $3, '', 'events.processed', 1, now(), '2026-01-01')
    on conflict on constraint usage_events_event_key do nothing`,
    [organizationId, firstIdAt(createdAt), eventId],
  );

const places = async (organizationId: string) => {
  const { rows } = await systemPool.query(
    'select event_id, tableoid::regclass::text as place from usage_events where organization_id = $1 order by id',
    [organizationId],
  );
  return rows;
};

test('an event that is sent again in a later month counts once', async () => {
  const { client, organizationId } = await register(server.anonymous);
  const now = new Date();
  expect((await insert(organizationId, 'a', monthStart(now, -1) + 1000)).rowCount).toBe(1);
  expect(await record(client, usageEvent({ eventId: 'a' }), usageEvent({ eventId: 'b' }))).toEqual([
    'CONFLICT',
    'ACCEPTED',
  ]);
  // As the previous release does.
  expect((await insert(organizationId, 'b', monthStart(now, 1) + 1000)).rowCount).toBe(0);
  expect((await insert(organizationId, 'c', monthStart(now, 1) + 1000)).rowCount).toBe(1);
  const found = await places(organizationId);
  expect(found.map(({ event_id: id }) => id)).toEqual(['a', 'b', 'c']);
  expect(new Set(found.map(({ place }) => place)).size).toBe(3);
});

test('another organization can use the same id, and finds no trace of it', async () => {
  const [one, other] = [await register(server.anonymous), await register(server.anonymous)];
  const event = usageEvent({ eventId: 'shared' });
  expect(await record(one.client, event)).toEqual(['ACCEPTED']);
  expect(await record(other.client, { ...event, quantity: 2 })).toEqual(['ACCEPTED']);
});

test('a refused transaction claims no id', async () => {
  const { client, organizationId } = await register(server.anonymous);
  const connection = await systemPool.connect();
  await connection.query('begin');
  await connection.query(
    `insert into usage_events (organization_id, event_id, content_hash, meter, quantity, occurred_at, statement_month)
    values ($1, 'back', '', 'm', 1, now(), '2026-01-01')`,
    [organizationId],
  );
  await connection.query('rollback');
  connection.release();
  expect(await record(client, usageEvent({ eventId: 'back' }))).toEqual(['ACCEPTED']);
});

test('ids go with the events of a deleted organization', async () => {
  const { client, organizationId } = await register(server.anonymous);
  await record(client, usageEvent(), usageEvent());
  await fold(db);
  await systemPool.query('delete from organizations where id = $1', [organizationId]);
  const { rows } = await systemPool.query('select from usage_event_ids where organization_id = $1', [
    organizationId,
  ]);
  expect(rows).toEqual([]);
});
