import { sql } from 'kysely';
import type { Services } from '../../core/services.ts';
import { processDb, type SystemDb } from '../../database/system.ts';
import type { RemoteJob } from '../../jobs/define-job.ts';
import { addOrganizationJob } from '../../jobs/enqueue.ts';
import { suspendedByPlatform } from './queries.ts';

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
    select ${addOrganizationJob(job, sql`organization_id`)} from changed`.execute(processDb(services));
  return rows.length > 0;
}

/** Adds the job for an organization, if it is a customer. */
export async function requestSyncOfOrganization(
  db: SystemDb,
  job: RemoteJob,
  organizationId: string,
): Promise<void> {
  await sql`
    with changed as (
      update payment_customers set requested = requested + 1 where organization_id = ${organizationId}
      returning organization_id)
    select ${addOrganizationJob(job, sql`organization_id`)} from changed`.execute(db);
}

/**
 * Adds the job for customers whose state was not read for six hours, the most overdue first, and for those whose
 * organization was archived although the subscription is renewed, or was suspended or reinstated by the platform. Returns
 * their number.
 */
export async function requestDueSyncs(db: SystemDb, job: RemoteJob): Promise<number> {
  const { rows } = await sql`
    with due as (
      select organization_id from payment_customers c
      where reconcile_at <= now() or (requested = synced and ends_at is null
        and status in ('TRIALING', 'ACTIVE', 'PAST_DUE')
        and exists (select from organizations o where o.id = c.organization_id and o.status = 'ARCHIVED'))
        or (requested = synced and status in ('TRIALING', 'ACTIVE', 'PAST_DUE')
          and collection_paused <> (select ${suspendedByPlatform} from organizations o where o.id = c.organization_id))
      order by reconcile_at limit ${BATCH} for no key update of c skip locked
    ), changed as (
      update payment_customers c set requested = requested + 1, reconcile_at = now() + interval '6 hours'
      from due where c.organization_id = due.organization_id
      returning c.organization_id)
    select ${addOrganizationJob(job, sql`organization_id`)} from changed`.execute(db);
  return rows.length;
}

/** The customer of a deleted organization. */
export interface Departure {
  customerId: string;
  /** Null if it was deleted before statements remained. */
  formerId: string | null;
  paymentMethodId: string | null;
  billedFrom: string | null;
}

/** Returns customers of deleted organizations, in any order: those that fail must not keep others out for ever. */
export const listDepartures = (db: SystemDb): Promise<Departure[]> =>
  db
    .selectFrom('payment_departures')
    .select([
      'customer_id as customerId',
      'former_id as formerId',
      'payment_method_id as paymentMethodId',
      'billed_from as billedFrom',
    ])
    .orderBy(sql`random()`)
    .limit(BATCH)
    .execute();

export const forgetDeparture = (db: SystemDb, customerId: string) =>
  db.deleteFrom('payment_departures').where('customer_id', '=', customerId).execute();

/** Returns the numbers of organizations whose payments need an operator. */
export async function countFaults(
  db: SystemDb,
): Promise<Record<'unknown_price' | 'refused_statement', number>> {
  const { rows } = await sql<{ unknown_price: number; refused_statement: number }>`
    select count(*) filter (where has_unknown_price)::integer as unknown_price,
      count(*) filter (where has_refused_statement)::integer as refused_statement
    from payment_customers where has_unknown_price or has_refused_statement`.execute(db);
  return rows[0]!;
}
