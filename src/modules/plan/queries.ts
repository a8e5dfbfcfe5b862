import { type Selectable, sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import { toCount } from '../../database/count.ts';
import type { DB } from '../../generated/database.ts';
import type { FeatureKind, MeterKind } from '../../generated/enums.ts';
import { isMeasured } from '../meter/kinds.ts';
import type { MeterDefinition } from '../meter/rows.ts';
import type { PlanRef } from '../organization/rows.ts';
import { measureSpans } from '../usage/measured-queries.ts';
import { currentMonth, monthBounds } from '../usage/month.ts';
import type { Limits } from './rows.ts';

/** The countable things that a plan limits. */
export type Limited = 'members' | 'projects' | 'apiKeys';

/** A feature with the organization's value. */
interface AllowedFeature {
  key: string;
  kind: FeatureKind;
  /** Null if neither the plan nor an override has one. */
  value: boolean | number | string | null;
  /** Whether the value gives access. */
  included: boolean;
  meter: string | null;
  /** Null without a meter, and for one that is not declared, which is a SUM. */
  meterKind: MeterKind | null;
}

export interface Allowance {
  limits: Limits;
  /** All features, in the order of their declaration. */
  values: AllowedFeature[];
}

/**
 * Returns the limits and features of the organization on a version of a plan. Overrides come before the version's own
 * values.
 */
export async function findAllowance(
  { db, scope }: TenantDb,
  { planCode, planVersion }: PlanRef,
): Promise<Allowance> {
  const { rows } = await sql<LimitColumns & { values: AllowedFeature[] }>`
    select ${sql.join(limitColumns.map((name) => sql.ref(name)))},
      (select coalesce(jsonb_agg(jsonb_build_object('key', f.key, 'kind', f.kind, 'value', f.value,
          'included', app.includes(f.value), 'meter', f.meter,
          'meterKind', (select m.kind from meters m where m.code = f.meter))), '[]')
        from app.effective_features(${scope.id}, ${planCode}, ${planVersion}) f) as values
    from app.effective_limits(${scope.id}, ${planCode}, ${planVersion}),
      app.effective_subscription_limits(${scope.id}, ${planCode}, ${planVersion})`.execute(db);
  const row = rows[0]!;
  return { limits: limitsOf(row), values: row.values };
}

/**
 * Returns the maximum numbers of concurrent subscriptions: of the organization on its plan, and of each of its callers.
 */
export async function findSubscriptionLimits({
  db,
  scope,
}: TenantDb): Promise<{ organization: number | null; caller: number | null }> {
  const { rows } = await sql<{ organization: number | null; caller: number | null }>`
    select l.subscription_limit as organization, l.caller_subscription_limit as caller
    from organizations o, app.effective_subscription_limits(o.id, o.plan_code, o.plan_version) l
    where o.id = ${scope.id}`.execute(db);
  return rows[0]!;
}

/** The names of the limits in the API, in the order of their columns. */
export const limitNames = [
  'members',
  'projects',
  'apiKeys',
  'webhookEndpoints',
  'apiRequestsPerMinute',
  'apiRequestsPerMonth',
  'subscriptions',
  'subscriptionsPerCaller',
] as const satisfies (keyof Limits)[];

/** The limit columns of plan versions and overrides. */
export const limitColumns = [
  'member_limit',
  'project_limit',
  'api_key_limit',
  'webhook_limit',
  'requests_per_minute',
  'requests_per_month',
  'subscription_limit',
  'caller_subscription_limit',
] as const;

export type LimitColumns = Pick<Selectable<DB['plan_versions']>, (typeof limitColumns)[number]>;

/** Returns the limits by their API names. */
export const limitsOf = (row: LimitColumns): Limits => ({
  members: row.member_limit,
  projects: row.project_limit,
  apiKeys: row.api_key_limit,
  webhookEndpoints: row.webhook_limit,
  apiRequestsPerMinute: row.requests_per_minute,
  apiRequestsPerMonth: row.requests_per_month,
  subscriptions: row.subscription_limit,
  subscriptionsPerCaller: row.caller_subscription_limit,
});

/**
 * Returns the number of each limited thing. An invitation that can be accepted counts as a member, and a
 * service account as none.
 *
 * Security: a plan limits all projects. Whoever is only shown the numbers is shown that of the projects which they see.
 */
export async function countUsage(
  { db, scope }: TenantDb,
  projectsOf: 'plan' | 'viewer' = 'plan',
): Promise<Record<Limited | 'webhookEndpoints', number>> {
  const { members, invitations, projects, apiKeys, webhookEndpoints } = await db
    .selectNoFrom(({ selectFrom, fn }) => [
      selectFrom('memberships')
        .select(fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .where('kind', '=', 'PERSON')
        .as('members'),
      selectFrom('invitations')
        .select(fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .where('status', '=', 'PENDING')
        .where('expires_at', '>', fn<string>('now'))
        .as('invitations'),
      (projectsOf === 'plan'
        ? fn<string>('app.count_projects', [])
        : selectFrom('projects')
            .select(fn.countAll<string>().as('count'))
            .where('organization_id', '=', scope.id)
      ).as('projects'),
      selectFrom('api_keys')
        .select(fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .where('revoked_at', 'is', null)
        .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', fn<string>('now'))]))
        .as('apiKeys'),
      selectFrom('webhook_endpoints')
        .select(fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .as('webhookEndpoints'),
    ])
    .executeTakeFirstOrThrow();
  return {
    members: toCount(BigInt(members ?? 0) + BigInt(invitations ?? 0)),
    projects: toCount(projects ?? 0),
    apiKeys: toCount(apiKeys ?? 0),
    webhookEndpoints: toCount(webhookEndpoints ?? 0),
  };
}

/** Changes the organization's plan, or ends its trial. The database chooses the current version, which is returned. */
export async function updateOrganizationPlan({ db, scope }: TenantDb, plan: string): Promise<PlanRef> {
  return db
    .updateTable('organizations')
    .set({ plan_code: plan, plan_trial_ends_at: null, plan_given_at: null })
    .where('id', '=', scope.id)
    .returning(['plan_code as planCode', 'plan_version as planVersion'])
    .executeTakeFirstOrThrow();
}

/** Puts the organization on the version of a plan that it has bought. @throws if there is no such version */
export async function beginBoughtPlan({ db }: TenantDb, plan: PlanRef): Promise<PlanRef> {
  const { rows } = await sql<{ version: number | null }>`
    select app.begin_bought_plan(${plan.planCode}, ${plan.planVersion}) as version`.execute(db);
  if (rows[0]?.version == null)
    throw new Error(`there is no version ${plan.planVersion} of ${plan.planCode}`);
  return plan;
}

/** Returns the number of requests with API keys in this month (UTC). */
export async function countApiRequests({ db, scope }: TenantDb): Promise<{ used: number; resetsAt: string }> {
  const { rows } = await sql<{ used: string; resetsAt: string }>`
    select coalesce((select used from api_request_counts
        where organization_id = ${scope.id} and month = date_trunc('month', now() at time zone 'UTC')::date), 0) as used,
      ((date_trunc('month', now() at time zone 'UTC') + interval '1 month') at time zone 'UTC')::text as "resetsAt"`.execute(
    db,
  );
  return { used: toCount(rows[0]!.used), resetsAt: rows[0]!.resetsAt };
}

/**
 * Returns the values of meters in this month (UTC), without voided usage, and when the next month begins. Each meter is
 * measured by its kind, as in a statement.
 */
export async function measureMonth(
  tenant: TenantDb,
  meters: Pick<MeterDefinition, 'code' | 'kind'>[],
): Promise<{ usage: Map<string, bigint>; resetsAt: string }> {
  const usageMonth = currentMonth(new Date());
  const { to: resetsAt } = monthBounds(usageMonth);
  const span = { usageMonth, ...monthBounds(usageMonth) };
  const [measured, counted] = [true, false].map((are) =>
    meters.filter(({ kind }) => isMeasured(kind) === are),
  );
  const [sums, values] = await Promise.all([
    sumMonth(
      tenant,
      usageMonth,
      counted!.map(({ code }) => code),
    ),
    measured!.length > 0 ? measureSpans(tenant, usageMonth, [span], measured!, false) : [],
  ]);
  const usage = [...sums, ...values].map(({ meter, quantity }) => [meter, BigInt(quantity)] as const);
  return { usage: new Map(usage), resetsAt };
}

async function sumMonth(
  { db, scope }: TenantDb,
  usageMonth: string,
  meters: string[],
): Promise<{ meter: string; quantity: string }[]> {
  if (meters.length === 0) return [];
  const { rows } = await sql<{ meter: string; quantity: string }>`
    select meter, sum(quantity)::text as quantity from (
      select meter, quantity from usage_months
      where organization_id = ${scope.id} and meter = any(${meters}) and usage_month = ${usageMonth}::date
      union all
      select meter, quantity from usage_pending
      where organization_id = ${scope.id} and meter = any(${meters})
        and hour >= ${usageMonth}::date::timestamp at time zone 'UTC'
    ) used group by 1`.execute(db);
  return rows;
}
