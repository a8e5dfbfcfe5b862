import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { PlannedPlanChangeKind } from '../../generated/enums.ts';
import type { PlannedPlanChangeRow } from './rows.ts';

/** A planned change as the job sees it. */
export interface PlannedChange extends PlannedPlanChangeRow {
  /** The plan that the organization had when the change was planned. */
  fromPlanCode: string;
  isDue: boolean;
  /** Whether the owners are to be told now that the trial ends. */
  isReminderDue: boolean;
  /** Whether the trial is over for so long that the change is no longer refused. */
  isOverdue: boolean;
}

/** How long a trial goes on if the organization uses more than the following plan allows. */
const GRACE = sql`interval '14 days'`;
const REMIND_BEFORE = sql`interval '3 days'`;

const columns = sql`c.kind, c.from_plan_code as "fromPlanCode", c.plan_code as "planCode", ${utc(sql`c.at`)} as at,
  ${utc(sql`c.refused_at`)} as "refusedAt", c.at <= clock_timestamp() as "isDue",
  coalesce(c.remind_at <= clock_timestamp(), false) as "isReminderDue",
  c.kind = 'TRIAL_END' and c.at + ${GRACE} <= clock_timestamp() as "isOverdue"`;

/** Returns the planned change of the organization's present plan. */
export async function findPlannedChange({ db, scope }: TenantDb): Promise<PlannedChange | undefined> {
  const { rows } = await sql<PlannedChange>`
    select ${columns} from planned_plan_changes c
      join organizations o on o.id = c.organization_id and o.plan_code = c.from_plan_code
    where c.organization_id = ${scope.id}`.execute(db);
  return rows[0];
}

/** Deletes the planned change, also one of a former plan, and returns it. */
export async function deletePlannedChange({ db, scope }: TenantDb): Promise<PlannedChange | undefined> {
  const { rows } = await sql<PlannedChange>`
    delete from planned_plan_changes c where organization_id = ${scope.id} returning ${columns}`.execute(db);
  return rows[0];
}

interface NewPlannedChange {
  kind: PlannedPlanChangeKind;
  fromPlanCode: string;
  planCode: string;
  at: string;
}

/** Replaces the planned change. Owners are told of the end of a trial that lasts more than three days. */
export async function putPlannedChange(tenant: TenantDb, change: NewPlannedChange): Promise<void> {
  await deletePlannedChange(tenant);
  const { db, scope } = tenant;
  const { kind, fromPlanCode, planCode, at } = change;
  await sql`
    insert into planned_plan_changes (organization_id, kind, from_plan_code, plan_code, at, remind_at, due_at)
    select ${scope.id}, ${kind}, ${fromPlanCode}, ${planCode}, end_at, remind_at, least(remind_at, end_at)
    from (select ${at}::timestamptz as end_at) given,
      lateral (select case when ${kind} = 'TRIAL_END' and end_at - ${REMIND_BEFORE} > clock_timestamp() then end_at - ${REMIND_BEFORE} end
        as remind_at) reminder`.execute(db);
}

/** Changes which plan follows the trial. */
export async function setPlanAfterTrial({ db, scope }: TenantDb, planCode: string): Promise<void> {
  await sql`
    update planned_plan_changes set plan_code = ${planCode}, due_at = least(remind_at, greatest(at, now()))
    where organization_id = ${scope.id} and kind = 'TRIAL_END'`.execute(db);
}

/** Records that the owners were told that the trial ends. */
export async function noteReminder({ db, scope }: TenantDb): Promise<void> {
  await sql`
    update planned_plan_changes set remind_at = null, due_at = at where organization_id = ${scope.id}`.execute(
    db,
  );
}

/** Records that the change was refused. It is tried again after a day. */
export async function postponePlannedChange({ db, scope }: TenantDb): Promise<void> {
  await sql`
    update planned_plan_changes set refused_at = coalesce(refused_at, clock_timestamp()),
      due_at = least(clock_timestamp() + interval '1 day',
        case when kind = 'TRIAL_END' then greatest(at + ${GRACE}, clock_timestamp()) end)
    where organization_id = ${scope.id}`.execute(db);
}

/**
 * Puts the organization on a plan: from the instant of the planned change on, or from now on if it was refused then.
 * Returns the plan's version; undefined if no change is due.
 */
export async function beginPlannedPlan({ db }: TenantDb, planCode: string): Promise<number | undefined> {
  const { rows } = await sql<{ version: number | null }>`
    select app.begin_planned_plan(${planCode}) as version`.execute(db);
  return rows[0]?.version ?? undefined;
}

/** Where the organization is in the present period. */
export interface Period {
  /** Null outside of a trial. */
  trialEndsAt: string | null;
  /** The end of the month (UTC). */
  monthEnd: string;
  /** The number of changes that were planned in the last day. */
  planned: number;
}

/** Returns the organization's present period. The caller holds its lock. */
export async function findPeriod({ db, scope }: TenantDb): Promise<Period> {
  const { rows } = await sql<Period>`
    select ${utc(sql`plan_trial_ends_at`)} as "trialEndsAt",
      ${utc(sql`(date_trunc('month', clock_timestamp() at time zone 'UTC') + interval '1 month') at time zone 'UTC'`)} as "monthEnd",
      (select count(*)::integer from audit_events e where e.organization_id = ${scope.id}
        and e.action = 'organization.plan_change_planned' and e.created_at > now() - interval '1 day') as planned
    from organizations where id = ${scope.id}`.execute(db);
  return rows[0]!;
}

/** Begins a trial. Returns its end. The caller holds the organization's lock. */
export async function beginTrial({ db, scope }: TenantDb, planCode: string, days: number): Promise<string> {
  const { rows } = await sql<{ endsAt: string }>`
    update organizations set plan_code = ${planCode},
      plan_trial_ends_at = date_trunc('milliseconds', clock_timestamp()) + make_interval(hours => 24 * ${days}::integer)
    where id = ${scope.id} returning ${utc(sql`plan_trial_ends_at`)} as "endsAt"`.execute(db);
  return rows[0]!.endsAt;
}

/** Whether the organization has or had a trial of the plan. */
export async function hadTrial({ db, scope }: TenantDb, planCode: string): Promise<boolean> {
  const row = await db
    .selectFrom('plan_segments')
    .select('id')
    .where('organization_id', '=', scope.id)
    .where('plan_code', '=', planCode)
    .where('is_trial', '=', true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** An instant as RFC 3339 in UTC, with milliseconds. */
function utc(instant: RawBuilder<unknown>) {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
