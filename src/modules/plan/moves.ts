import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { narrowToTenant, type TenantDb } from '../../database/tenant-db.ts';
import { type UserError, userError } from '../../errors.ts';
import type { Events } from '../../events/catalogue.ts';
import type { PlanMoveStatus } from '../../generated/enums.ts';
import type { Cause as Origin } from '../audit/record.ts';
import { type LockedPlan, lockPlan } from '../organization/queries.ts';
import type { PlanRef } from '../organization/rows.ts';
import { findCurrencyFault, findExcesses } from './actions.ts';
import type { movePlanVersionInput } from './catalogue-input.ts';
import { findPlan, findPlansAt } from './catalogue-queries.ts';
import { planKey } from './loaders.ts';
import { deleteMove, insertMove, type PlannedMove, startPlan } from './move-queries.ts';
import { deletePlannedChange } from './planned-change-queries.ts';
import { changed, recordSteps, voided } from './put-plan.ts';

/** Who moves an organization, and why. */
export type MoveCause = Pick<PlannedMove, 'reason'> & Origin;

interface Outcome {
  status: PlanMoveStatus;
  errors: UserError[];
}

export const outcome = (status: PlanMoveStatus, ...errors: UserError[]): Outcome => ({ status, errors });

/**
 * Moves organizations to a version of a plan, or schedules it, as a platform administrator. Each is moved in a
 * transaction of its own.
 */
export async function movePlanVersion(
  context: Context,
  { organizationIds, plan, version, at, reason }: z.output<typeof movePlanVersionInput>,
) {
  const target = await transact(context, (db) => findTarget(db, plan, version ?? undefined));
  const { viewer, request } = context;
  const cause = { reason, actorId: viewer.id, request };
  const instant = at ? new Date(at).toISOString() : undefined;
  const moves = [];
  for (const organizationId of organizationIds) {
    const result = await transact(context, (db) =>
      instant
        ? scheduleMove(db, organizationId, target, instant, cause)
        : applyMove(db, organizationId, target, cause),
    );
    moves.push({ organizationId, ...result });
  }
  return { moves };
}

/** @throws NOT_FOUND; INVALID for an archived plan */
async function findTarget(db: SystemDb, code: string, version?: number): Promise<PlanRef> {
  const [plan] =
    version === undefined
      ? [await findPlan(db, code)]
      : await findPlansAt(db, [{ planCode: code, planVersion: version }]);
  if (!plan)
    throw version === undefined
      ? userError('NOT_FOUND', 'No such plan, or none of its versions is in effect.', 'plan')
      : userError('NOT_FOUND', 'No such version of the plan.', 'version');
  if (plan.archivedAt) throw userError('INVALID', 'The plan is archived.', 'plan');
  return { planCode: code, planVersion: plan.terms.version };
}

/**
 * Locks an organization and does `work`, unless it is gone or has the version already. The transaction's events belong to
 * it.
 */
async function locked(
  db: SystemDb,
  organizationId: string,
  target: PlanRef,
  work: (tenant: TenantDb, before: LockedPlan) => Promise<Outcome>,
): Promise<Outcome> {
  await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
  const tenant = narrowToTenant(db, organizationId);
  const before = await lockPlan(tenant);
  if (!before)
    return outcome('REFUSED', {
      code: 'NOT_FOUND',
      message: 'No such organization.',
      field: ['organizationIds'],
    });
  if (planKey(before) !== planKey(target)) return work(tenant, before);
  await deleteMove(db, organizationId);
  return outcome('UNCHANGED');
}

/** Moves an organization, from `at` on if it is given. `db` is a transaction. */
export const applyMove = (
  db: SystemDb,
  organizationId: string,
  target: PlanRef,
  cause: MoveCause,
  at?: string,
): Promise<Outcome> =>
  locked(db, organizationId, target, async (tenant, before) => {
    const errors = await findObstacles(tenant, before, target);
    if (errors.length > 0) return outcome('REFUSED', ...errors);
    await deleteMove(db, organizationId);
    const isOther = before.planCode !== target.planCode;
    const planned = isOther ? await deletePlannedChange(tenant) : undefined;
    const since = await startPlan(db, organizationId, target, at);
    const { planCode } = target;
    await recordSteps(
      tenant,
      [
        ...(planned ? [voided(planned, planCode)] : []),
        {
          what: 'plan_version_moved',
          ...audited(before, target, cause, at),
          event: { type: 'plan.version_moved', data: moveOf(before, target, since) },
          also: isOther ? changed(before.planCode, planCode, 'OPERATOR').event : undefined,
        },
      ],
      cause,
    );
    return outcome('MOVED');
  });

/** Returns why the organization cannot be moved: another currency, or each count that the version does not allow. */
async function findObstacles(tenant: TenantDb, before: PlanRef, target: PlanRef): Promise<UserError[]> {
  const plans = await findPlansAt(tenant.db, [before, target]);
  const [present, plan] = [before, target].map((wanted) =>
    plans.find(
      ({ code, terms }) => planKey({ planCode: code, planVersion: terms.version }) === planKey(wanted),
    ),
  );
  const fault = findCurrencyFault(present!, plan!);
  return fault ? [fault] : findExcesses(tenant, target);
}

const scheduleMove = (
  db: SystemDb,
  organizationId: string,
  target: PlanRef,
  at: string,
  cause: MoveCause,
): Promise<Outcome> =>
  locked(db, organizationId, target, async (tenant, before) => {
    await insertMove(db, organizationId, {
      ...target,
      fromPlanCode: before.planCode,
      at,
      reason: cause.reason,
      requestedById: cause.actorId ?? null,
    });
    await recordSteps(
      tenant,
      [
        {
          what: 'plan_version_move_scheduled',
          ...audited(before, target, cause, at),
          event: { type: 'plan.version_move_scheduled', data: moveOf(before, target, at) },
        },
      ],
      cause,
    );
    return outcome('SCHEDULED');
  });

const shown = ({ planCode, planVersion }: PlanRef) => ({ plan: planCode, version: planVersion });

/** What the audit log says about a move. */
export const audited = (before: PlanRef, target: PlanRef, { reason }: MoveCause, at?: string) => ({
  before: shown(before),
  after: { ...shown(target), ...(at && { at }), reason },
});

/** The data of the events of a move. */
export const moveOf = (before: PlanRef, target: PlanRef, at: string): Events['plan.version_moved'] => ({
  plan: before.planCode,
  version: before.planVersion,
  nextPlan: target.planCode,
  nextVersion: target.planVersion,
  at,
});
