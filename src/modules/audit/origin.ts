import { type Kysely, sql } from 'kysely';
import type { DB } from '../../generated/database.ts';
import type { RequestInfo } from '../../core/request.ts';

type Origin = Partial<Pick<RequestInfo, 'ipAddress' | 'userAgent' | 'requestId'>> & {
  /** The actor, in a transaction that no request identified. */
  actorId?: string;
};

/** Sets the origin of the audit events that the database itself writes in this transaction. */
export async function describeOrigin(
  db: Kysely<DB>,
  { ipAddress, userAgent, requestId, actorId }: Origin,
): Promise<void> {
  const origin = JSON.stringify({ ipAddress, userAgent, requestId, actorId });
  await sql`select set_config('app.origin', ${origin}, true)`.execute(db);
}
