import { type Kysely, sql } from 'kysely';
import type { Incoming } from '../../context.ts';
import type { DB } from '../../generated/database.ts';

type Origin = Partial<Pick<Incoming, 'ipAddress' | 'userAgent' | 'requestId'>> & {
  /** Who acts, in a transaction that no request identified. */
  actorId?: string;
};

/** Tells the audit events that the database itself writes in this transaction where the request comes from. */
export async function describeOrigin(
  db: Kysely<DB>,
  { ipAddress, userAgent, requestId, actorId }: Origin,
): Promise<void> {
  const origin = JSON.stringify({ ipAddress, userAgent, requestId, actorId });
  await sql`select set_config('app.origin', ${origin}, true)`.execute(db);
}
