import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Context } from '../../core/context.ts';
import { type SystemDb, processDb, type SystemHandle } from '../../database/system.ts';
import { REQUESTS_METER } from '../meter/meter-name.ts';
import { holdMonthsOpen } from './queries.ts';

/** A request with an API key. */
export interface MeteredRequest {
  organizationId: string;
  apiKeyId: string;
  /** Undefined for an anonymous operation. */
  operation: string | undefined;
  /** The client's name, as the client states it. */
  client: string | undefined;
  /** `OK`, or the code of the first error. */
  status: string;
  durationMs: number;
  /** Milliseconds since 1970. */
  at: number;
}

declare module '../../core/services.ts' {
  interface Services {
    requestMeter: RequestMeter;
  }
}

export interface RequestMeter {
  /** Buffers a request. It is stored within about a second. */
  record(request: MeteredRequest): void;
  /** Writes the remaining requests. Call it when no more requests arrive. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 1000;
const AT_ONCE = 500;
const MAX_BUFFERED = 20_000;
const LAST_TRIES = 3;
const MAX_CHARACTERS = 100;

/**
 * Counts API requests without delaying them: they are buffered in memory and written every second or 500 at a time. A
 * killed process loses up to about a second of requests. While the database is unavailable, 20,000 are kept; further
 * ones are dropped, counted and logged.
 */
export function createRequestMeter(system: SystemHandle, logger: Logger): RequestMeter {
  const db = processDb({ system });
  let noted: (MeteredRequest & { id: string })[] = [];
  let dropped = 0;
  let writing: Promise<void> | undefined;

  /** Writes while at least `least` requests are buffered. A failed write is retried the next time. */
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
      if (noted.length >= MAX_BUFFERED) {
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

/** Meters a request of an API key that was admitted; ignores all others. `code` is the code of the first error. */
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
 * A batch whose response was lost can be sent again: known ids are not counted twice. Requests of deleted organizations
 * are left out. Requests of a closed month go into the next open statement.
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
      select o.id, open_month from organizations o left join billing_periods on organization_id = o.id
      where o.id = any(${organizationIds}::uuid[]) for key share of o
    ), inserted as (
      insert into api_requests (organization_id, id, api_key_id, operation, client, status, duration_ms, occurred_at,
        statement_month)
      select present.id, sent.id, sent."apiKeyId", sent.operation, sent.client, sent.status, sent."durationMs", sent.at,
        greatest(date_trunc('month', sent.at at time zone 'UTC')::date, present.open_month)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sent ("organizationId" uuid, id uuid,
          "apiKeyId" uuid, operation text, client text, status text, "durationMs" integer, at timestamptz)
        join present on present.id = sent."organizationId"
      on conflict do nothing
      returning organization_id, operation, client, status, api_key_id, occurred_at, statement_month
    )
    insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
    select organization_id, ${REQUESTS_METER}, hour, statement_month,
      jsonb_strip_nulls(jsonb_build_object(
        'OPERATION', operation, 'CLIENT', client, 'STATUS', status, 'API_KEY', api_key_id)),
      count(*)
    from inserted, date_trunc('hour', occurred_at, 'UTC') as hour
    group by organization_id, hour, statement_month, operation, client, status, api_key_id`.execute(tx);
  });
}

/** Makes a caller's text storable. */
const tidy = (text: string) =>
  text.replaceAll('\0', '').toWellFormed().slice(0, MAX_CHARACTERS).toWellFormed();

/**
 * Deletes API requests older than 35 days; the rollups keep their counts. Those of an hour in which the plan changed
 * stay, because statements divide them at the change. Returns the number.
 */
export async function deleteOldRequests(db: SystemDb): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from api_requests r where occurred_at < now() - interval '35 days' and not exists (
      select from plan_segments s where s.organization_id = r.organization_id
        and date_trunc('hour', s.starts_at, 'UTC') = date_trunc('hour', r.occurred_at, 'UTC'))`.execute(db);
  return Number(numAffectedRows ?? 0);
}
