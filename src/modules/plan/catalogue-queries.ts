import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../../generated/database.ts';
import type { PlanRef } from '../organization/rows.ts';
import { type LimitColumns, limitColumns, limitsOf } from './queries.ts';
import type { PlanRow, PlanVersionRow } from './rows.ts';

/** Of either login: plans belong to no organization. */
type Db = Kysely<DB>;

/** Returns the plans that owners can change to, each with its current version, smallest first. */
export const listPlans = (db: Db): Promise<PlanRow[]> =>
  findPlans(db, sql`p.is_public and p.archived_at is null and ${isCurrent}`);

/** Returns a plan with its current version; undefined if no version is in effect. */
export async function findPlan(db: Db, code: string): Promise<PlanRow | undefined> {
  const [plan] = await findPlans(db, sql`p.code = ${code} and ${isCurrent}`);
  return plan;
}

/** Returns all plans, each with its current version, or the first one if none is in effect yet. */
export const listAllPlans = (db: Db): Promise<PlanRow[]> =>
  findPlans(db, sql`v.version = coalesce(app.current_plan_version(p.code), 1)`);

/** Returns what is not a part of a version, of every plan. */
export const findPlanNames = (db: Db) =>
  db.selectFrom('plans').select(['code', 'name', 'is_public as isPublic']).orderBy('position').execute();

/** Returns the latest version of a plan, also if it is not in effect yet. */
export async function findLatestVersion(db: Db, code: string): Promise<PlanVersionRow | undefined> {
  const [latest] = await findVersions(db, [code], { all: true });
  return latest;
}

/** Returns plans with these versions. */
export const findPlansAt = (db: Db, refs: PlanRef[]): Promise<PlanRow[]> =>
  findPlans(
    db,
    sql`(p.code, v.version) in (select code, version
      from unnest(${refs.map(({ planCode }) => planCode)}::text[], ${refs.map(({ planVersion }) => planVersion)}::int[])
        as wanted (code, version))`,
  );

/** Returns plans with their current versions, also those that owners cannot change to. */
export const findCurrentPlans = (db: Db, codes: readonly string[]): Promise<PlanRow[]> =>
  findPlans(db, sql`p.code = any(${codes}::text[]) and ${isCurrent}`);

/** Returns the plan's version that organizations get now; undefined if none is in effect. */
export async function findCurrentVersion(db: Db, code: string): Promise<number | undefined> {
  const { rows } = await sql<{
    version: number | null;
  }>`select app.current_plan_version(${code}) as version`.execute(db);
  return rows[0]?.version ?? undefined;
}

const MAX_VERSIONS = 100;

/** Returns the latest versions of each plan, newest first: of those in effect, or of all. */
export async function findVersions(
  db: Db,
  codes: readonly string[],
  { all }: { all: boolean },
): Promise<PlanVersionRow[]> {
  const { rows } = await sql<TermsRow>`
    select ${terms}
    from unnest(${codes}::text[]) as wanted (code)
      cross join lateral (select version from plan_versions
        where plan_code = wanted.code and (${all}::boolean or effective_from <= now())
        order by version desc limit ${MAX_VERSIONS}) latest
      join plan_versions v on v.plan_code = wanted.code and v.version = latest.version
    order by v.plan_code, v.version desc`.execute(db);
  return rows.map(toVersion);
}

const isCurrent = sql`v.version = app.current_plan_version(p.code)`;

type TermsRow = Omit<PlanVersionRow, 'limits'> & LimitColumns;
type PlanColumns = Pick<PlanRow, 'name' | 'isPublic' | 'archivedAt'> & { included: string[] };

/** The columns of a version `v`. */
const terms = sql`v.plan_code as code, v.version, v.effective_from::text as "effectiveFrom",
  v.published_at::text as "publishedAt", v.trial_days as "trialDays",
  case when v.trial_days is not null then coalesce(v.plan_after_trial, 'FREE') end as "planAfterTrial", v.base_price::text as "basePrice", v.currency,
  ${sql.join(limitColumns.map((name) => sql.ref(`v.${name}`)))},
  (select coalesce(jsonb_agg(jsonb_build_object('feature', t.feature, 'value', t.value) order by f.position), '[]')
    from plan_version_features t join features f on f.key = t.feature
    where t.plan_code = v.plan_code and t.version = v.version) as features,
  (select coalesce(jsonb_agg(jsonb_build_object('meter', t.meter, 'included', t.included::text,
      'unitPrice', trim_scale(t.unit_price)::text, 'priceModel', coalesce(t.pricing ->> 'model', 'PER_UNIT'),
      'packageSize', t.pricing ->> 'packageSize', 'tiers', coalesce(t.pricing -> 'tiers', '[]')) order by t.meter collate "C"), '[]')
    from plan_version_prices t where t.plan_code = v.plan_code and t.version = v.version) as prices`;

async function findPlans(db: Db, condition: RawBuilder<unknown>): Promise<PlanRow[]> {
  const { rows } = await sql<TermsRow & PlanColumns>`
    select ${terms}, p.name, p.is_public as "isPublic", p.archived_at::text as "archivedAt",
      array(select t.feature from plan_version_features t join features f on f.key = t.feature
        where t.plan_code = v.plan_code and t.version = v.version and app.includes(t.value) order by f.position) as included
    from plans p join plan_versions v on v.plan_code = p.code
    where ${condition} order by p.position`.execute(db);
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    isPublic: row.isPublic,
    archivedAt: row.archivedAt,
    features: row.included,
    terms: toVersion(row),
  }));
}

const toVersion = (row: TermsRow): PlanVersionRow => ({
  code: row.code,
  version: row.version,
  effectiveFrom: row.effectiveFrom,
  publishedAt: row.publishedAt,
  basePrice: row.basePrice,
  currency: row.currency,
  limits: limitsOf(row),
  features: row.features,
  prices: row.prices,
  trialDays: row.trialDays,
  planAfterTrial: row.planAfterTrial,
});
