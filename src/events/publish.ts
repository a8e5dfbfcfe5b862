import type { ServingDb } from '../database/tenant-db.ts';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../generated/database.ts';
import { type ChangedRows, type EntityKind, toChange, type RowChange } from './change.ts';
import type { Change } from '../core/change.ts';

/** NOTIFY's maximum is 8000 bytes. PostgreSQL writes JSON with more spaces than we do, and adds an envelope. */
const MAX_PAYLOAD_BYTES = 5000;

/**
 * Logs the writes for subscribers, in order. Sends one statement. The server tells subscribers after the commit of each
 * mutation; of changes that others commit, up to a second later.
 */
export async function publishChange<K extends EntityKind, Row extends ChangedRows[K]>(
  db: Kysely<DB>,
  kind: K,
  written: RowChange<Row>[],
): Promise<void> {
  const payloads = inParts(written.map((each) => toChange(kind, each)));
  if (payloads.length === 0) return;
  await sql`select app.log_changes(${kind}, ${JSON.stringify(payloads)}::jsonb, '[]', null)`.execute(db);
}

/** Publishes new entities to single members when the transaction commits. Sends one statement. */
export async function publishTo(
  db: ServingDb,
  created: { topic: `notification:${string}`; id: string }[],
): Promise<void> {
  const parts = [...Map.groupBy(created, ({ topic }) => topic)].flatMap(([topic, ofTopic]) =>
    inParts(
      ofTopic.map(({ id }) => ({ type: 'CREATED', id, projectIds: [], changedFields: [] }) satisfies Change),
    ).map((changes) => ({ topic, changes })),
  );
  if (parts.length === 0) return;
  await sql`
    select app.publish_event(topic, changes)
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as part (topic text, changes jsonb)`.execute(db);
}

/** Splits the changes into lists that each fit one payload. */
export function inParts(changes: Change[]): Change[][] {
  const parts: Change[][] = [];
  let room = 0;
  for (const change of changes) {
    const bytes = Buffer.byteLength(JSON.stringify(change));
    if (bytes > room) {
      parts.push([]);
      room = MAX_PAYLOAD_BYTES;
    }
    parts.at(-1)!.push(change);
    room -= bytes;
  }
  return parts;
}
