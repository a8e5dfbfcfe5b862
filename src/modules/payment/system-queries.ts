import { sql } from 'kysely';
import type { Services } from '../../core/services.ts';
import { processDb, type SystemDb } from '../../database/system.ts';
import type { RemoteJob } from '../../jobs/define-job.ts';

/** The maximum number of customers whose state is read again in one run. */
const BATCH = 500;

/**
 * Adds the job for the organization of a customer. An event names no organization that could be trusted, so this uses the
 * system login. Returns false for an unknown customer.
 */
export async function requestSyncOfCustomer(
  services: Pick<Services, 'system'>,
  job: RemoteJob,
  customerId: string,
): Promise<boolean> {
  const { rows } = await sql`
    with changed as (
      update payment_customers set requested = requested + 1 where customer_id = ${customerId}
      returning organization_id)
    select ${addJob(job)} from changed`.execute(processDb(services));
  return rows.length > 0;
}

/**
 * Adds the job for customers whose state was not read for six hours, the most overdue first, and for those whose
 * organization was archived although the subscription is renewed. Returns their number.
 */
export async function requestDueSyncs(db: SystemDb, job: RemoteJob): Promise<number> {
  const { rows } = await sql`
    with due as (
      select organization_id from payment_customers c
      where reconcile_at <= now() or (requested = synced and ends_at is null
        and status in ('TRIALING', 'ACTIVE', 'PAST_DUE')
        and exists (select from organizations o where o.id = c.organization_id and o.status = 'ARCHIVED'))
      order by reconcile_at limit ${BATCH} for no key update of c skip locked
    ), changed as (
      update payment_customers c set requested = requested + 1, reconcile_at = now() + interval '6 hours'
      from due where c.organization_id = due.organization_id
      returning c.organization_id)
    select ${addJob(job)} from changed`.execute(db);
  return rows.length;
}

/**
 * Adds the job like `app.enqueue_job`, which takes the organization of a request. It runs after jobs of other kinds: while
 * the provider is slow, many such jobs wait for it, and mails must not wait for them.
 */
const addJob = ({ name, attempts }: RemoteJob) => sql`
  graphile_worker.add_job(${name}, json_build_object('organizationId', organization_id),
    max_attempts => ${attempts}, priority => 1, flags => array[organization_id::text])`;

/** Returns customers of deleted organizations, in any order: those that fail must not keep others out for ever. */
export async function listDepartures(db: SystemDb): Promise<string[]> {
  const rows = await db
    .selectFrom('payment_departures')
    .select('customer_id as customerId')
    .orderBy(sql`random()`)
    .limit(BATCH)
    .execute();
  return rows.map(({ customerId }) => customerId);
}

export const forgetDeparture = (db: SystemDb, customerId: string) =>
  db.deleteFrom('payment_departures').where('customer_id', '=', customerId).execute();
