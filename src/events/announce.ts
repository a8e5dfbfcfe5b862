import { type Kysely, sql } from 'kysely';
import { setLockTimeout, SHORT_LOCK_TIMEOUT_MS } from '../database/lock-timeout.ts';
import type { Context } from '../core/context.ts';
import type { DB } from '../generated/database.ts';
import { defineJob, type TenantJobContext } from '../jobs/define-job.ts';
import type { NumberedEvent, DomainEvent } from './catalogue.ts';

/*
 * How a write becomes notifications, webhook messages and live updates.
 *
 * An *event* is something that happened to an entity, with a snapshot of the entity: its type and data are in
 * catalogue.ts. A *listener* is a module's function that reacts to events: one creates notifications for members,
 * another creates messages for webhook endpoints. A *change* is smaller: it tells live subscribers that an entity was
 * created, updated or deleted (publish.ts).
 *
 * 1. A request writes. In the same transaction `recordChange` (record.ts) logs the change and adds one job with its
 *    events, at the latest with the commit. `announce` adds a job for events without a change. An operation that writes
 *    several times adds several jobs. The database numbers the events of an entity while the entity's row is locked, so
 *    the later event has the greater `sequence`.
 * 2. The request commits. Then its server tells of all logged changes (teller.ts): PostgreSQL sends them to the LISTEN
 *    connection of every server (listen-connection.ts), and the hub of each server delivers them to its subscribers (hub.ts).
 *    If the request is rolled back, nothing is sent.
 * 3. A worker runs the job `announce`. It calls the listeners one after the other in one transaction of the
 *    organization, so either all of them succeed or none does. Mails and webhooks are sent later, by jobs and deliveries
 *    that this transaction adds.
 *
 * Failures. The job is retried like every job, with the same announcement id, so listeners must be idempotent:
 * notifications and webhook messages have a unique key that contains this id. Changes are missed while the LISTEN
 * connection is down. The hub then reads them from the log of changes (event-log.ts), and closes the subscriptions if
 * the log does not reach back far enough.
 *
 * This folder imports no module. Listeners are part of a module's definition and are passed to `eventJobs` (jobs.ts).
 */

/** Adds the job that announces events, in the request's transaction. The job runs only if the transaction commits. */
export async function announce(
  { db, actorId }: Pick<Context, 'db' | 'actorId'>,
  events: DomainEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await sql`select app.announce(${JSON.stringify(events)}::jsonb, ${actorId}::uuid)`.execute(db);
}

/** Announces that the caller joined an organization, which need not be the selected one. */
export async function announceJoining(db: Kysely<DB>, organizationId: string): Promise<void> {
  await sql`select app.announce_joining(${organizationId}::uuid)`.execute(db);
}

/** The payload of the job `announce`. A retry has the same `id`. */
export interface Announcement {
  id: string;
  /** The announced events. The SQL function `app.announce` writes the payload, and gives this field its name. */
  happenings: NumberedEvent[];
  actorId: string | null;
  /** The member who acted; for an API key, its owner. Undefined if no member did, or the previous release announced. */
  memberId?: string | null;
  occurredAt: string;
}

/** Reacts to every announcement, in the transaction of the job. It must be idempotent for `announcement.id`. */
export type EventListener = (context: TenantJobContext, announcement: Announcement) => Promise<void>;

/**
 * Defines the job that calls the listeners one after the other, in one transaction. A mutation with several fields can
 * hold a row that a listener refers to, and wait for a row that the job holds. The job gives up first: it is retried,
 * but the request would fail.
 */
export const announceJob = (listeners: readonly EventListener[]) =>
  defineJob({
    name: 'announce',
    run: async (context, announcement: Announcement) => {
      await setLockTimeout(context.db, SHORT_LOCK_TIMEOUT_MS);
      for (const listen of listeners) await listen(context, announcement);
    },
  });
