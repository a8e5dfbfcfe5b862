import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { UserError } from '../../errors.ts';
import {
  defineRemoteJob,
  defineScheduledJob,
  type Job,
  type RemoteJobContext,
} from '../../jobs/define-job.ts';
import { addOrganizationJob } from '../../jobs/enqueue.ts';
import { lockPlan } from '../organization/queries.ts';
import { findExcesses } from './actions.ts';
import { findCurrentVersion } from './catalogue-queries.ts';
import { FREE } from './rows.ts';
import {
  beginPlannedPlan,
  deletePlannedChange,
  findPlannedChange,
  noteReminder,
  type PlannedChange,
  postponePlannedChange,
} from './planned-change-queries.ts';
import { changed, recordSteps, shown, trialEnded, voidPlannedChange } from './put-plan.ts';

/** Returns why only the payment provider may cause a change to the plan, if so. */
type FindObstacle = (tenant: TenantDb, to: string) => Promise<UserError | undefined>;

/**
 * Applies the organization's planned change if its time has come, from that time on, or tells its owners of the end of
 * the trial. The organization's status does not matter: a plan that was canceled must not be charged for longer.
 */
export async function applyPlannedChange(tenant: TenantDb, findObstacle: FindObstacle): Promise<void> {
  if (!(await lockPlan(tenant))) return;
  const change = await findPlannedChange(tenant);
  if (!change) return voidPlannedChange(tenant);
  if (change.isDue) return apply(tenant, change, findObstacle);
  if (change.isReminderDue) await remind(tenant, change);
}

async function apply(tenant: TenantDb, change: PlannedChange, findObstacle: FindObstacle): Promise<void> {
  const obstacle = await findObstacle(tenant, change.planCode);
  // The subscription that began meanwhile gives the plan.
  if (obstacle?.code === 'SUBSCRIPTION_EXISTS') return voidPlannedChange(tenant);
  const unpaid = obstacle !== undefined && change.kind === 'TRIAL_END';
  const after = unpaid ? FREE : change.planCode;
  const faults = obstacle && !unpaid ? [obstacle] : await findFaults(tenant, after);
  if (faults.length > 0 && !change.isOverdue) return refuse(tenant, change, faults);
  const version = await beginPlannedPlan(tenant, after);
  if (version === undefined) throw new Error('the planned change is not due');
  await deletePlannedChange(tenant);
  const before = change.fromPlanCode;
  await recordSteps(
    tenant,
    change.kind === 'TRIAL_END'
      ? [trialEnded(change, after), changed(before, after, 'TRIAL_END')]
      : [changed(before, after, 'PLANNED')],
  );
}

async function findFaults(tenant: TenantDb, planCode: string): Promise<UserError[]> {
  const planVersion = await findCurrentVersion(tenant.db, planCode);
  if (planVersion === undefined)
    return [{ code: 'INVALID', message: `No version of the plan ${planCode} is in effect.` }];
  return findExcesses(tenant, { planCode, planVersion });
}

/** The owners are told the first time only. */
async function refuse(tenant: TenantDb, change: PlannedChange, faults: UserError[]): Promise<void> {
  await postponePlannedChange(tenant);
  if (change.refusedAt) return;
  const data = { ...shown(change), reasons: faults.map(({ message }) => message) };
  await recordSteps(tenant, [
    { what: 'plan_change_refused', after: data, event: { type: 'plan.change_refused', data } },
  ]);
}

async function remind(tenant: TenantDb, change: PlannedChange): Promise<void> {
  await noteReminder(tenant);
  const { fromPlanCode: plan, at: endsAt, planCode: nextPlan } = change;
  const data = { plan, endsAt, nextPlan };
  await recordSteps(tenant, [
    { what: 'plan_trial_ending', after: data, event: { type: 'plan.trial_ending', data } },
  ]);
}

const applyPlannedChangeJob = defineRemoteJob({
  name: 'apply-plan-change',
  run: ({ organizationId, transact, background }: RemoteJobContext) =>
    transact(organizationId, async (tenant, status) => {
      if (status) await applyPlannedChange(tenant, background.payments.findPlanObstacle);
    }),
});

/** The maximum number of organizations in one run. */
const BATCH = 500;

export const plannedChangeJobs: Job[] = [
  applyPlannedChangeJob,
  defineScheduledJob({
    name: 'apply-plan-changes',
    schedule: '* * * * *',
    run: async ({ systemDb }) => {
      await sql`
        with due as (
          select organization_id from planned_plan_changes where due_at <= now()
          order by due_at limit ${BATCH} for no key update skip locked
        ), taken as (
          update planned_plan_changes c set due_at = now() + interval '1 hour'
          from due where c.organization_id = due.organization_id
          returning c.organization_id)
        select ${addOrganizationJob(applyPlannedChangeJob, sql`organization_id`)} from taken`.execute(
        systemDb,
      );
    },
  }),
];
