import type { TenantDb } from '../../database/tenant-db.ts';
import { announce } from '../../events/announce.ts';
import type { DomainEvent, Events } from '../../events/catalogue.ts';
import { type AuditEvent, type Cause, insertAuditEvent } from '../audit/record.ts';
import type { PlanRef } from '../organization/rows.ts';
import { deletePlannedChange, type PlannedChange } from './planned-change-queries.ts';
import { beginBoughtPlan, updateOrganizationPlan } from './queries.ts';

interface Step {
  /** What happened, for example `plan_changed`. */
  what: string;
  before?: AuditEvent['before'];
  after?: AuditEvent['after'];
  event: DomainEvent;
  /** Another event of the same step. */
  also?: DomainEvent | undefined;
}

/** Records steps in the life of a subscription: in the audit log, and as events for webhooks and owners, in this order. */
export async function recordSteps(tenant: TenantDb, steps: Step[], cause: Cause = {}): Promise<void> {
  const { db, scope } = tenant;
  const target = { targetType: 'Organization', targetId: scope.id };
  for (const { what, before = null, after = null } of steps)
    await insertAuditEvent(db, scope.id, { action: `organization.${what}`, ...target, before, after }, cause);
  await announce(
    { db, actorId: cause.actorId ?? null },
    steps.flatMap(({ event, also }) => (also ? [event, also] : [event])),
  );
}

/** The data of the events of a planned change. */
export const shown = ({
  kind,
  fromPlanCode,
  planCode,
  at,
}: PlannedChange): Events['plan.change_planned'] => ({ kind, plan: fromPlanCode, nextPlan: planCode, at });

type Reason = Events['plan.changed']['cause'];

interface Change {
  before: string;
  after: string;
  /** The version that was bought; by default the current one. */
  version?: number | undefined;
}

/**
 * Gives the organization another plan, or ends the trial of its plan. A planned change is void then. Owners and the
 * payment provider change plans through here. The caller holds the organization's lock, and has decided about the plan's
 * limits. Returns the version.
 */
export async function putPlan(
  tenant: TenantDb,
  { before, after, version }: Change,
  reason: Reason,
  cause?: Cause,
): Promise<PlanRef> {
  const planned = await deletePlannedChange(tenant);
  const plan =
    version === undefined
      ? await updateOrganizationPlan(tenant, after)
      : await beginBoughtPlan(tenant, { planCode: after, planVersion: version });
  await recordSteps(
    tenant,
    [...(planned ? [voided(planned, after)] : []), changed(before, after, reason)],
    cause,
  );
  return plan;
}

export const voided = (planned: PlannedChange, after: string): Step =>
  planned.kind === 'TRIAL_END' ? trialEnded(planned, after) : withdrawn(planned);

export const changed = (before: string, after: string, cause: Reason): Step => ({
  what: 'plan_changed',
  before: { plan: before },
  after: { plan: after },
  event: { type: 'plan.changed', data: { before, after, cause } },
});

export const trialEnded = ({ fromPlanCode: plan, at: endsAt }: PlannedChange, nextPlan: string): Step => ({
  what: 'plan_trial_ended',
  before: { plan, endsAt },
  after: { plan: nextPlan },
  event: { type: 'plan.trial_ended', data: { plan, endsAt, nextPlan } },
});

export const withdrawn = (planned: PlannedChange): Step => ({
  what: 'plan_change_withdrawn',
  before: shown(planned),
  event: { type: 'plan.change_withdrawn', data: shown(planned) },
});

/** Drops the planned change, if there is one, because the plan changed otherwise, and tells the owners. */
export async function voidPlannedChange(tenant: TenantDb): Promise<void> {
  const planned = await deletePlannedChange(tenant);
  if (planned) await recordSteps(tenant, [withdrawn(planned)]);
}
