import { sql } from 'kysely';
import type { OrgScope, ServingDb, TenantDb } from '../../database/tenant-db.ts';
import type { MeterKind } from '../../generated/enums.ts';
import { REQUESTS_METER } from '../meter/meter-name.ts';
import type { PlanRef } from '../organization/rows.ts';
import { planKey } from '../plan/loaders.ts';
import { PER_UNIT } from '../plan/pricing.ts';
import type { Pricing } from '../plan/rows.ts';
import type { BilledUsage, Charged, Price, Usage } from './charges.ts';
import { counted } from '../usage/queries.ts';
import { monthBounds } from '../usage/month.ts';

/** The progress of an organization's statements. Months are given by their first days. */
export interface BillingState {
  /** The first month whose statement is not sealed. */
  unsealedMonth: string;
  /** The first month whose statement still takes events. */
  openMonth: string;
}

/** Returns undefined for a deleted organization. */
export async function findBillingState({ db, scope }: TenantDb): Promise<BillingState | undefined> {
  const { rows } = await sql<BillingState>`
    select
      coalesce(
        (select (max(month) + interval '1 month')::date from billing_statements where organization_id = ${scope.id}),
        first_month) as "unsealedMonth",
      coalesce((select open_month from billing_periods where organization_id = ${scope.id}), first_month) as "openMonth"
    from organizations, date(date_trunc('month', created_at at time zone 'UTC')) as first_month
    where id = ${scope.id}`.execute(db);
  return rows[0];
}

/** Returns whether the organization was archived before the month (UTC) began, and until it ended or until now. */
export async function wasArchivedAllThrough({ db, scope }: TenantDb, month: string): Promise<boolean> {
  const start = sql`${month}::date::timestamp at time zone 'UTC'`;
  const end = sql`(${month}::date + interval '1 month') at time zone 'UTC'`;
  const { rows } = await sql<{ archived: boolean }>`
    select coalesce(
      (select status = 'ARCHIVED' from organization_status_changes
        where organization_id = ${scope.id} and created_at < ${start} order by created_at desc, id desc limit 1)
      and not exists (select from organization_status_changes
        where organization_id = ${scope.id} and created_at >= ${start} and created_at < ${end} and status <> 'ARCHIVED'),
      false) as archived`.execute(db);
  return rows[0]!.archived;
}

/** The terms of a plan for a whole month. */
export interface PlanTerms {
  basePrice: string;
  currency: string;
  prices: Price[];
}

/**
 * Returns the terms of versions of plans, by `planKey`.
 * @throws if they have different currencies: a statement has one
 */
export async function findPlanTerms(db: ServingDb, plans: PlanRef[]): Promise<Map<string, PlanTerms>> {
  const wanted = sql`(plan_code, version) in (select code, number
    from unnest(${plans.map(({ planCode }) => planCode)}::text[], ${plans.map(({ planVersion }) => planVersion)}::int[])
      as wanted (code, number))`;
  const [versions, prices] = await Promise.all([
    sql<PlanRef & { basePrice: string; currency: string }>`
      select plan_code as "planCode", version as "planVersion", base_price::text as "basePrice", currency
      from plan_versions where ${wanted}`.execute(db),
    sql<PlanRef & Omit<Price, 'included' | 'pricing'> & { included: string; pricing: Pricing | null }>`
      select plan_code as "planCode", version as "planVersion", meter, included, trim_scale(unit_price)::text as "unitPrice",
        coalesce((select kind from meters where code = meter), 'SUM') as "meterKind", pricing
      from plan_version_prices where ${wanted}`.execute(db),
  ]);
  if (new Set(versions.rows.map(({ currency }) => currency)).size > 1)
    throw new Error('a statement has plans of several currencies');
  const pricesByPlan = Map.groupBy(prices.rows, planKey);
  return new Map(
    versions.rows.map(({ basePrice, currency, ...plan }) => [
      planKey(plan),
      {
        basePrice,
        currency,
        prices: (pricesByPlan.get(planKey(plan)) ?? []).map(
          ({ meter, meterKind, included, unitPrice, pricing }) => ({
            meter,
            meterKind,
            included: BigInt(included),
            unitPrice,
            pricing: pricing ?? PER_UNIT,
          }),
        ),
      },
    ]),
  );
}

type Sum = Omit<Usage, 'quantity'> & { quantity: string };
const toUsage = ({ quantity, ...sum }: Sum): Usage => ({ ...sum, quantity: BigInt(quantity) });

type BilledSum = Sum & { voided: string };
const toBilledUsage = ({ voided, ...sum }: BilledSum): BilledUsage => ({
  ...toUsage(sum),
  voided: BigInt(voided),
});

/** SQL: whether an event's meter is measured (measured-queries.ts). Such usage is only named here, with a quantity of 0. */
const isMeasured = sql`coalesce(kind, 'SUM') in ('MAX', 'UNIQUE', 'LAST')`;
const taken = sql`case when ${isMeasured} then 0 else quantity end`;

/** Selects what the statement voids, by month and meter, with the total and the voided quantity. */
const voided = (scope: OrgScope, month: string) => sql`
  select usage_month, meter, ${taken} as quantity, ${taken} as voided from usage_voids
  where organization_id = ${scope.id} and statement_month = ${month}::date`;

/** Selects the rollups of a statement's month, and the usage that is not rolled up yet. */
const rolledUp = (scope: OrgScope, month: string) => sql`
  select usage_month, meter, quantity, 0 as voided from usage_months
  where organization_id = ${scope.id} and statement_month = ${month}::date
  union all
  select date_trunc('month', hour at time zone 'UTC')::date, meter, quantity, 0 from usage_pending
  where organization_id = ${scope.id} and statement_month = ${month}::date
  union all
  select date_trunc('month', hour at time zone 'UTC')::date, meter, 0, 0 from usage_pending_values
  where organization_id = ${scope.id} and statement_month = ${month}::date`;

/** Returns the usage that a month's statement bills, from the rollups, which exclude voided usage. */
export async function sumUsage({ db, scope }: TenantDb, month: string): Promise<BilledUsage[]> {
  const { rows } = await sql<BilledSum>`
    select usage_month as "usageMonth", meter, sum(quantity) as quantity, sum(voided) as voided
    from (${rolledUp(scope, month)} union all ${voided(scope, month)}) metered
    group by 1, 2`.execute(db);
  return rows.map(toBilledUsage);
}

/** Returns the same from the events themselves. API requests have no events: their rollups are used. */
export async function sumRecordedUsage({ db, scope }: TenantDb, month: string): Promise<BilledUsage[]> {
  const { rows } = await sql<BilledSum>`
    select usage_month as "usageMonth", meter, sum(quantity) as quantity, sum(voided) as voided
    from (
      select date_trunc('month', occurred_at at time zone 'UTC')::date as usage_month, meter,
        case when ${isMeasured} then 0 else ${counted} end as quantity, 0 as voided
      from usage_events
      where organization_id = ${scope.id} and statement_month = ${month}::date
      union all
      select usage_month, meter, quantity, voided from (${rolledUp(scope, month)}) counted where meter = ${REQUESTS_METER}
      union all
      select usage_month, meter, 0, voided from (${voided(scope, month)}) taken_back
    ) metered
    group by 1, 2`.execute(db);
  return rows.map(toBilledUsage);
}

/** Returns what the statements before this month charged for these months, oldest first. */
export async function findCharged(
  { db, scope }: TenantDb,
  month: string,
  usageMonths: string[],
): Promise<Charged[]> {
  if (usageMonths.length === 0) return [];
  const { rows } = await sql<
    Sum & {
      meterKind: MeterKind;
      from: string | null;
      included: string;
      unitPrice: string;
      pricing: Pricing | null;
    }
  >`
    select usage_month as "usageMonth", meter, coalesce(meter_kind, 'SUM') as "meterKind", segment_from as from, quantity,
      included, trim_scale(unit_price)::text as "unitPrice", pricing
    from billing_line_items
    where organization_id = ${scope.id} and month < ${month}::date and meter is not null
      and usage_month = any(${usageMonths}::date[])
    order by month, position`.execute(db);
  return rows.map(({ from, included, unitPrice, meterKind, pricing, ...sum }) => ({
    ...toUsage(sum),
    meterKind,
    from: from ? new Date(from).toISOString() : monthBounds(sum.usageMonth).from,
    included: BigInt(included),
    unitPrice,
    pricing: pricing ?? PER_UNIT,
  }));
}
