import { type Kysely, sql } from 'kysely';
import type { DB } from '../../generated/database.ts';
import { type Change, type Kind, toChange, type Things, type Written } from './change.ts';

/** NOTIFY takes less than 8000 bytes; PostgreSQL writes JSON with more blanks than we do, and adds a frame. */
const MOST_BYTES = 5000;

/**
 * Tells subscribers of writes to the selected organization's things, in their order, if and when the transaction
 * commits. One statement, however many there are. What is the same twice in a transaction is told once.
 */
export async function publishChange<K extends Kind>(
  db: Kysely<DB>,
  kind: K,
  written: Written<Things[K]>[],
): Promise<void> {
  const payloads = inParts(written.map((each) => toChange(kind, each)));
  if (payloads.length === 0) return;
  await sql`
    select app.publish_event(${kind}, part) from jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) as part`.execute(
    db,
  );
}

/** Tells single members that something new is for them alone, if and when the transaction commits, in one statement. */
export async function publishTo(
  db: Kysely<DB>,
  news: { topic: `notification:${string}`; id: string }[],
): Promise<void> {
  const parts = [...Map.groupBy(news, ({ topic }) => topic)].flatMap(([topic, theirs]) =>
    inParts(
      theirs.map(({ id }) => ({ type: 'CREATED', id, projectIds: [], changedFields: [] }) satisfies Change),
    ).map((changes) => ({ topic, changes })),
  );
  if (parts.length === 0) return;
  await sql`
    select app.publish_event(topic, changes)
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as part (topic text, changes jsonb)`.execute(db);
}

/** The changes in as many lists as fit one payload each. */
export function inParts(changes: Change[]): Change[][] {
  const parts: Change[][] = [];
  let room = 0;
  for (const change of changes) {
    const bytes = Buffer.byteLength(JSON.stringify(change));
    if (bytes > room) {
      parts.push([]);
      room = MOST_BYTES;
    }
    parts.at(-1)!.push(change);
    room -= bytes;
  }
  return parts;
}
