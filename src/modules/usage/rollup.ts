import { sql } from 'kysely';
import type { Logger } from 'pino';
import { anyOf } from '../../database/any-of.ts';
import type { SystemDb } from '../../database/system.ts';
import { recordThresholds, type LimitUsage } from './alerts.ts';
import { measureMonths } from './month-values.ts';
import { foldValues, type TouchedMeter } from './value-rollup.ts';

const AT_ONCE = 20_000;

/**
 * Moves pending rows into the rollups, and records the thresholds of included quantities. One process does so at a
 * time, so that none waits for another's rows. A process that dies leaves everything unchanged.
 */
export async function foldUsage({ systemDb, logger }: { systemDb: SystemDb; logger: Logger }): Promise<void> {
  for (;;) {
    const folded = await systemDb.transaction().execute(foldBatch);
    if (folded > 0) logger.debug({ folded }, 'rolled up usage');
    if (folded < AT_ONCE) return;
  }
}

/** Returns the number of pending rows it moved of one kind, at most 20,000. `db` is a transaction. */
export async function foldBatch(db: SystemDb): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('fold-usage', 0))`.execute(db);
  // Deleting an organization locks it before its rows. This uses the same order.
  const { rows: organizations } = await sql<{ id: string }>`
    select id from organizations o where exists (select from usage_pending p where p.organization_id = o.id)
      or exists (select from usage_pending_values p where p.organization_id = o.id)
    for key share`.execute(db);
  const { rows: months } = await sql<MeterUsage & { current: boolean; folded: string }>`
    with taken as (
      -- By address: the table is often empty when it is analyzed, and a join for a few rows would compare each with all.
      delete from usage_pending where ctid = any(array(
        select ctid from usage_pending
        where organization_id = any(${organizations.map(({ id }) => id)}::uuid[]) limit ${AT_ONCE}))
      returning organization_id, meter, hour, statement_month, keys, quantity
    ), rolled as (
      insert into usage_rollups (organization_id, meter, dimension, granularity, starts_at, key, quantity)
      select organization_id, meter, dimension, granularity, date_trunc(lower(granularity), hour, 'UTC'), part.key,
        sum(quantity)
      from taken
        cross join lateral (select 'TOTAL' as dimension, '' as key union all select each.key, each.value from jsonb_each_text(keys) as each (key, value)) part
        cross join (values ('HOUR'), ('DAY')) granularities (granularity)
      group by 1, 2, 3, 4, 5, 6
      on conflict (organization_id, meter, dimension, granularity, starts_at, key)
        do update set quantity = usage_rollups.quantity + excluded.quantity
    ), months as (
      insert into usage_months (organization_id, statement_month, usage_month, meter, quantity)
      select organization_id, statement_month, date_trunc('month', hour at time zone 'UTC')::date, meter, sum(quantity)
      from taken group by 1, 2, 3, 4
      on conflict (organization_id, statement_month, usage_month, meter)
        do update set quantity = usage_months.quantity + excluded.quantity
      returning organization_id, statement_month, usage_month, meter, quantity
    )
    select organization_id as "organizationId", usage_month as period, meter as what, quantity as used,
      statement_month = usage_month as current, (select count(*) from taken) as folded
    from months`.execute(db);
  const values = await foldValues(
    db,
    organizations.map(({ id }) => id),
  );
  await noteIncluded(
    db,
    months.filter((month) => month.current),
    values.touched,
  );
  return Math.max(Number(months[0]?.folded ?? 0), values.folded);
}

type MeterUsage = Omit<LimitUsage, 'limit'>;

/** Records the thresholds of the quantities that the organizations' plans include. */
async function noteIncluded(db: SystemDb, counted: MeterUsage[], measured: TouchedMeter[]): Promise<void> {
  const touched = [...counted, ...measured];
  if (touched.length === 0) return;
  const prices = await db
    .selectFrom('organizations')
    .innerJoin('plan_version_prices as prices', (join) =>
      join
        .onRef('prices.plan_code', '=', 'organizations.plan_code')
        .onRef('prices.version', '=', 'organizations.plan_version'),
    )
    .select(['organizations.id', 'prices.meter', 'prices.included'])
    .where('organizations.id', '=', anyOf(touched.map((each) => each.organizationId)))
    .execute();
  const limits = new Map(prices.map(({ id, meter, included }) => [`${id} ${meter}`, included]));
  const limited = measured.filter(({ organizationId, meter }) => limits.has(`${organizationId} ${meter}`));
  const reached = [...counted, ...(await measureMonths(db, limited))].flatMap((each) => {
    const limit = limits.get(`${each.organizationId} ${each.what}`);
    return limit === undefined ? [] : [{ ...each, limit }];
  });
  await recordThresholds(db, reached);
}
