import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Context } from '../../context.ts';
import { type SystemDb, processDb, type SystemHandle } from '../../database/system.ts';
import { REQUESTS_METER } from './input.ts';
import { holdMonthsOpen } from './queries.ts';

/** A request that was made with an API key. */
export interface MeteredRequest {
  organizationId: string;
  apiKeyId: string;
  /** Undefined for an anonymous operation. */
  operation: string | undefined;
  /** The client's name, as it says itself. */
  client: string | undefined;
  /** `OK`, or the code of the first error. */
  status: string;
  durationMs: number;
  /** Milliseconds since 1970. */
  at: number;
}

export interface RequestMeter {
  /** Takes note of a request, at once; what it is told becomes durable within about a second. */
  record(request: MeteredRequest): void;
  /** Writes what is left. Call it when no more requests come. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 1000;
const AT_ONCE = 500;
const MOST_KEPT = 20_000;
const LAST_TRIES = 3;
const MOST_CHARACTERS = 100;

/**
 * Counts API requests without making them wait: noted in memory, written every second or 500 at a time. A process that
 * is killed loses what it has not written, at most about a second's worth; while the database is away 20000 are kept,
 * and the others dropped, counted and logged.
 */
export function createRequestMeter(system: SystemHandle, logger: Logger): RequestMeter {
  const db = processDb({ system });
  let noted: (MeteredRequest & { id: string })[] = [];
  let dropped = 0;
  let writing: Promise<void> | undefined;

  /** Writes as long as at least so many are left; what fails is left to the next time. */
  async function write(least: number): Promise<void> {
    while (noted.length >= least) {
      const batch = noted.slice(0, AT_ONCE);
      try {
        await insertRequests(db, batch);
      } catch (error) {
        logger.warn({ err: error, requests: noted.length }, 'API requests could not be metered yet');
        return;
      }
      noted = noted.slice(batch.length);
    }
    if (dropped > 0) {
      logger.error(
        { requests: dropped },
        'API requests were not metered: the database was away for too long',
      );
      dropped = 0;
    }
  }
  const flush = (least: number): Promise<void> =>
    (writing ??= write(least).finally(() => {
      writing = undefined;
    }));
  const timer = setInterval(() => void flush(1), INTERVAL_MS);
  timer.unref();

  return {
    record(request) {
      if (noted.length >= MOST_KEPT) {
        dropped++;
        return;
      }
      noted.push({ ...request, id: randomUUID() });
      if (noted.length >= AT_ONCE && !writing) void flush(AT_ONCE);
    },
    async stop() {
      clearInterval(timer);
      await writing;
      for (let tries = 0; tries < LAST_TRIES && noted.length > 0; tries++) await flush(1);
      if (noted.length > 0) logger.error({ requests: noted.length }, 'API requests were not metered');
    },
  };
}

/** Notes a request of an API key that was admitted; of all others nothing. `code`: of its first error. */
export function meterRequest(
  { apiKey, request, services }: Context,
  operation: string | undefined,
  code: unknown,
  startedAt: number,
): void {
  if (!apiKey) return;
  services.requestMeter.record({
    organizationId: apiKey.organizationId,
    apiKeyId: apiKey.id,
    operation,
    client: request.clientName,
    status: String(code ?? 'OK'),
    durationMs: performance.now() - startedAt,
    at: Date.now(),
  });
}

/**
 * A batch whose answer was lost can be sent again: what is known by its id is not counted anew. Requests of an
 * organization that is gone are left out; those of a month that is closed are in the next open statement.
 */
async function insertRequests(db: SystemDb, batch: (MeteredRequest & { id: string })[]): Promise<void> {
  const rows = batch.map(({ operation, client, durationMs, at, ...request }) => ({
    ...request,
    operation: operation && tidy(operation),
    client: client && tidy(client),
    durationMs: Math.round(durationMs),
    at: new Date(at).toISOString(),
  }));
  const organizationIds = [...new Set(batch.map((each) => each.organizationId))];
  await db.transaction().execute(async (tx) => {
    await holdMonthsOpen(tx, organizationIds);
    await sql`
    with present as (
      select id from organizations where id = any(${organizationIds}::uuid[]) for key share
    ), inserted as (
      insert into api_requests (organization_id, id, api_key_id, operation, client, status, duration_ms, occurred_at)
      select present.id, sent.id, sent."apiKeyId", sent.operation, sent.client, sent.status, sent."durationMs", sent.at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sent ("organizationId" uuid, id uuid,
          "apiKeyId" uuid, operation text, client text, status text, "durationMs" integer, at timestamptz)
        join present on present.id = sent."organizationId"
      on conflict do nothing
      returning organization_id, operation, client, status, api_key_id, occurred_at
    )
    insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
    select organization_id, ${REQUESTS_METER}, hour,
      greatest(date_trunc('month', hour at time zone 'UTC')::date, max(open_month)),
      jsonb_strip_nulls(jsonb_build_object(
        'OPERATION', operation, 'CLIENT', client, 'STATUS', status, 'API_KEY', api_key_id)),
      count(*)
    from inserted left join billing_periods using (organization_id), date_trunc('hour', occurred_at, 'UTC') as hour
    group by organization_id, hour, operation, client, status, api_key_id`.execute(tx);
  });
}

/** A text of the caller's that can be kept. */
const tidy = (text: string) =>
  text.replaceAll('\0', '').toWellFormed().slice(0, MOST_CHARACTERS).toWellFormed();

/** Deletes API requests older than 35 days; the roll-ups keep their counts. Answers how many. */
export async function deleteOldRequests(db: SystemDb): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from api_requests where occurred_at < now() - interval '35 days'`.execute(db);
  return Number(numAffectedRows ?? 0);
}
