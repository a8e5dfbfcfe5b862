import { sql } from 'kysely';
import type { SystemDb } from '../../src/database/system.ts';
import type { Account } from './client.ts';
import { settled } from './jobs.ts';
import { unfreezeTerms } from './plan-terms.ts';
import { runScheduled } from './scheduled-jobs.ts';
import type { TestServer } from './server.ts';

const PLANNED = 'plannedChange { kind at refusedAt plan { code } } userErrors { code message field }';
export const CHANGE = `mutation ($input: ChangePlanInput!) { changePlan(input: $input) {
  organization { plan { code } } ${PLANNED} } }` as const;
export const CANCEL = `mutation { cancelPlan { ${PLANNED} } }` as const;
export const WITHDRAW = `mutation { withdrawPlanChange { ${PLANNED} } }` as const;
export const START_TRIAL = `mutation ($plan: PlanCode!) { startPlanTrial(input: { plan: $plan }) {
  organization { plan { code } } ${PLANNED} } }` as const;
const STATE = `{ organization { plan { code } } plannedPlanChange { kind at refusedAt plan { code } }
  planHistory { nodes { plan { code } from isTrial } } }` as const;

/** Plans a change for the end of the period. */
export const planChange = async ({ client }: Account, plan: string) =>
  (await client.ask(CHANGE, { input: { plan, at: 'PERIOD_END' } })).changePlan;

export const startTrial = async ({ client }: Account, plan = 'PRO') =>
  (await client.ask(START_TRIAL, { plan })).startPlanTrial;

/** Returns the plan, the planned change and the history, newest first, in short. */
export async function lifeOf({ client }: Account) {
  const { organization, plannedPlanChange, planHistory } = await client.ask(STATE);
  return {
    plan: organization.plan.code,
    planned: plannedPlanChange && { ...plannedPlanChange, plan: plannedPlanChange.plan.code },
    history: planHistory.nodes.map(({ plan, isTrial }) => `${plan.code}${isTrial ? ' trial' : ''}`),
    from: planHistory.nodes[0]!.from,
  };
}

/** Lets the time of the planned change have come. */
export const bringForward = (db: SystemDb, { organizationId }: Account, at: string) =>
  sql`update planned_plan_changes set at = ${at}::timestamptz, due_at = ${at}::timestamptz, remind_at = null,
    refused_at = null where organization_id = ${organizationId}`.execute(db);

/** Lets the trial end in three days. */
export const remindNow = (db: SystemDb, { organizationId }: Account) =>
  sql`update planned_plan_changes set remind_at = now(), due_at = now() where organization_id = ${organizationId}`.execute(
    db,
  );

/** Adds projects without telling anybody. */
export const addProjects = (db: SystemDb, { organizationId }: Account, count: number) =>
  db
    .insertInto('projects')
    .values(Array.from({ length: count }, () => ({ organization_id: organizationId, name: 'P' })))
    .execute();

/** Lets a day pass for a change that was refused. */
export const nextDay = (db: SystemDb, { organizationId }: Account) =>
  sql`update planned_plan_changes set due_at = now() where organization_id = ${organizationId}`.execute(db);

/** Applies what is due, as the clock does. The server needs a worker. */
export async function applyDue(server: TestServer, { organizationId }: Account): Promise<void> {
  await runScheduled(server, 'apply-plan-changes');
  await settled(server.db, organizationId, 'apply-plan-change');
}

/** Gives PRO a trial of so many days. */
export async function declareTrial(db: SystemDb, days: number, next: string | null = null): Promise<void> {
  await unfreezeTerms(db);
  await db
    .updateTable('plan_versions')
    .set({ trial_days: days, plan_after_trial: next })
    .where('plan_code', '=', 'PRO')
    .execute();
}
