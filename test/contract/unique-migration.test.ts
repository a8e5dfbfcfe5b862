import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { withMigrator } from '../../src/database/migrate.ts';
import { register } from '../support/client.ts';
import { newMeter } from '../support/meters.ts';
import { startTestServer } from '../support/server.ts';
import { fold, record, usageEvent } from '../support/usage.ts';

const server = await startTestServer();
const { db } = server;
const { systemUrl } = server.urls;
const pool = new pg.Pool({ connectionString: systemUrl, max: 1 });
afterAll(() => pool.end());

test('the rollups of distinct values are the same after they were stored in the other form', async () => {
  const meter = await newMeter(db, 'UNIQUE', { groupBy: ['region'] });
  const { client } = await register(server.anonymous);
  const event = (eventId: string, hoursAgo: number, user: string, subject?: string) =>
    usageEvent({
      eventId,
      meter,
      occurredAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
      properties: { user, region: 'eu' },
      ...(subject && { subject }),
    });
  await record(client, event('a', 60, 'ann', 's'), event('b', 60, 'ann'), event('c', 30, 'ann', 's'));
  await record(client, event('d', 1, 'bob'), event('e', 29, 'bob'), event('f', 1, 'ann', 's'));
  await client.ask(
    'mutation { voidUsageEvent(input: { eventId: "e", reason: "Wrong" }) { userErrors { code } } }' as string,
    {},
  );
  await fold(db);
  await record(client, event('g', 1, 'cat'));

  const rollups = async () => {
    const { rows: hours } = await pool.query(
      `select member, hour, statement_month, events, late_meter from usage_unique_hours where events <> 0 order by 1, 2, 3`,
    );
    const { rows: counts } = await pool.query(
      `select dimension, granularity, starts_at, key, previous, quantity from usage_unique_counts where quantity <> 0
       order by 1, 2, 3, 4, 5`,
    );
    return { hours, counts };
  };
  const before = await rollups();
  expect(before.counts.length).toBeGreaterThan(10);
  await withMigrator(systemUrl, async (migrator) => {
    for (let taken = ''; taken !== '0056_unique_counts';) {
      const { error, results = [] } = await migrator.migrateDown();
      if (error) throw error;
      taken = results[0]!.migrationName;
    }
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  });
  expect(await rollups()).toEqual(before);
});
