import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import type { SystemDb, SystemHandle } from '../../src/database/system.ts';
import type { UsageReceiptStatus } from '../../src/generated/enums.ts';
import type { UsageEventInput } from '../../src/generated/graphql.ts';
import { sealNextStatement, sealStatements } from '../../src/modules/billing/seal.ts';
import { foldUsage } from '../../src/modules/usage/rollup.ts';
import { createRequestMeter } from '../../src/modules/usage/request-meter.ts';
import type { Client } from './client.ts';

const silent = pino({ level: 'silent' });

export const recordUsage = `mutation ($input: RecordUsageInput!) { recordUsage(input: $input) {
  receipts { eventId status } userErrors { code field message } } }`;

/** An event of a new id. */
export const usageEvent = (more: Partial<UsageEventInput> = {}): UsageEventInput => ({
  eventId: randomUUID(),
  meter: 'events.processed',
  quantity: 1,
  ...more,
});

/** Records the events; answers what became of each. */
export async function record(client: Client, ...events: UsageEventInput[]): Promise<UsageReceiptStatus[]> {
  const { recordUsage: answer } = await client.ask(recordUsage, { input: { events } });
  return answer.receipts.map((receipt) => receipt.status);
}

export const fold = (db: SystemDb) => foldUsage({ systemDb: db, logger: silent });

/** Seals what there is to seal, so many months from now. */
export const seal = (db: SystemDb, offset = 0) =>
  sealStatements({ systemDb: db, logger: silent }, new Date(`${month(offset)}-01T00:00:00Z`));

/** The month (UTC) so many months from now, as `2026-01`. */
export function month(offset = 0): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1)).toISOString().slice(0, 7);
}

/** An instant in the last days of the month before. */
export const lastMonth = () => new Date(Date.parse(`${month()}-01T00:00:00Z`) - 1000).toISOString();

/** Puts the organization's beginning back, so that it has statements for months that are over. */
export const foundEarlier = (db: SystemDb, organizationId: string, months: number) =>
  db
    .updateTable('organizations')
    .set({ created_at: `${month(-months)}-15T12:00:00Z` })
    .where('id', '=', organizationId)
    .execute();

/** At least one row in every table of usage and billing, for organizations on PRO that were made in this month. */
export async function addUsageRows(db: SystemDb, ...organizationIds: string[]): Promise<void> {
  const addPending = (quantity: number) =>
    sql`
    insert into usage_pending (organization_id, meter, hour, statement_month, quantity)
    select id, 'events.processed', date_trunc('hour', now(), 'UTC'), ${`${month()}-01`}::date, ${quantity}
    from unnest(${organizationIds}::uuid[]) id`.execute(db);
  const meter = createRequestMeter(db as unknown as SystemHandle, silent);
  for (const organizationId of organizationIds)
    meter.record({
      organizationId,
      apiKeyId: randomUUID(),
      operation: 'Board',
      client: 'web',
      status: 'OK',
      durationMs: 5,
      at: Date.now(),
    });
  await meter.stop();
  await sql`
    insert into usage_events (organization_id, event_id, content_hash, meter, quantity, occurred_at, statement_month)
    select id, 'first', '', 'events.processed', 1000000, now(), ${`${month()}-01`}::date
    from unnest(${organizationIds}::uuid[]) id`.execute(db);
  await addPending(1_000_000);
  await fold(db);
  await addPending(1);
  for (const organizationId of organizationIds) await sealNextStatement(db, organizationId, `${month(1)}-01`);
}
