import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { narrowToTenant } from '../../database/tenant-db.ts';
import { type UserError, userError } from '../../errors.ts';
import type { PlanMoveStatus } from '../../generated/enums.ts';
import { insertAuditEvent } from '../audit/record.ts';
import type { PlanRef } from '../organization/rows.ts';
import { findExcesses } from './actions.ts';
import type { movePlanVersionInput } from './catalogue-input.ts';
import { findPlan, findPlansAt } from './catalogue-queries.ts';
import {
  deleteMove,
  findDueMove,
  insertMove,
  lockPlan,
  type PlannedMove,
  startPlan,
} from './move-queries.ts';

/** Who moves an organization, and why. */
type Cause = Pick<PlannedMove, 'reason'> & Parameters<typeof insertAuditEvent>[3];

interface Outcome {
  status: PlanMoveStatus;
  errors: UserError[];
}

const outcome = (status: PlanMoveStatus, ...errors: UserError[]): Outcome => ({ status, errors });

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

const isSame = (a: PlanRef, b: PlanRef) => a.planCode === b.planCode && a.planVersion === b.planVersion;
const shown = ({ planCode, planVersion }: PlanRef) => ({ plan: planCode, version: planVersion });
const missing = () =>
  outcome('REFUSED', { code: 'NOT_FOUND', message: 'No such organization.', field: ['organizationIds'] });

/** Moves an organization, from `at` on if it is given. `db` is a transaction. */
async function applyMove(
  db: SystemDb,
  organizationId: string,
  target: PlanRef,
  cause: Cause,
  at?: string,
): Promise<Outcome> {
  const before = await lockPlan(db, organizationId);
  if (!before) return missing();
  if (isSame(before, target)) {
    await deleteMove(db, organizationId);
    return outcome('UNCHANGED');
  }
  const errors = await findObstacles(db, organizationId, before, target);
  if (errors.length > 0) return outcome('REFUSED', ...errors);
  await deleteMove(db, organizationId);
  await startPlan(db, organizationId, target, at);
  await record(
    db,
    organizationId,
    'organization.plan_version_moved',
    before,
    { ...shown(target), ...(at && { at }) },
    cause,
  );
  return outcome('MOVED');
}

async function findObstacles(
  db: SystemDb,
  organizationId: string,
  before: PlanRef,
  target: PlanRef,
): Promise<UserError[]> {
  const plans = await findPlansAt(db, [before, target]);
  const [currency, other] = new Set(plans.map(({ terms }) => terms.currency));
  if (other)
    return [
      {
        code: 'INVALID',
        message: `The plans have prices in ${currency} and ${other}, and a statement has one currency.`,
        field: ['plan'],
      },
    ];
  return findExcesses(narrowToTenant(db, organizationId), target);
}

async function scheduleMove(
  db: SystemDb,
  organizationId: string,
  target: PlanRef,
  at: string,
  cause: Cause,
): Promise<Outcome> {
  const before = await lockPlan(db, organizationId);
  if (!before) return missing();
  if (isSame(before, target)) {
    await deleteMove(db, organizationId);
    return outcome('UNCHANGED');
  }
  await insertMove(db, organizationId, {
    ...target,
    fromPlanCode: before.planCode,
    at,
    reason: cause.reason,
    requestedById: cause.actorId ?? null,
  });
  await record(
    db,
    organizationId,
    'organization.plan_version_move_scheduled',
    before,
    { ...shown(target), at },
    cause,
  );
  return outcome('SCHEDULED');
}

/** Applies the moves whose time has come. A move that fails does not affect other organizations. */
export async function applyDueMoves({
  systemDb,
  logger,
}: {
  systemDb: SystemDb;
  logger: Logger;
}): Promise<void> {
  const { rows: due } = await sql<{ id: string }>`
    select organization_id as id from plan_moves where at <= now() order by at, organization_id`.execute(
    systemDb,
  );
  let applied = 0;
  for (const { id } of due) {
    try {
      if (await applyDueMove(systemDb, id)) applied++;
    } catch (error) {
      logger.error({ err: error, organizationId: id }, 'a move to a plan version failed');
    }
  }
  if (applied > 0) logger.info({ moves: applied }, 'moved organizations to plan versions');
}

/**
 * Applies the organization's move if its time has come, from that time on. Drops it if the organization has another plan
 * since, or uses more than the version allows. Returns whether the organization was moved.
 */
export function applyDueMove(systemDb: SystemDb, organizationId: string): Promise<boolean> {
  return systemDb.transaction().execute(async (db) => {
    const present = await lockPlan(db, organizationId);
    const move = present && (await findDueMove(db, organizationId));
    if (!present || !move) return false;
    const { reason, requestedById, fromPlanCode, at, ...target } = move;
    const cause = { reason, actorId: requestedById };
    const { status, errors } =
      present.planCode === fromPlanCode
        ? await applyMove(db, organizationId, target, cause, at)
        : outcome('REFUSED', {
            code: 'INVALID',
            message: `The organization has changed to ${present.planCode} since.`,
          });
    if (status === 'MOVED') return true;
    await deleteMove(db, organizationId);
    if (status === 'REFUSED') {
      const messages = errors.map(({ message }) => message);
      await record(
        db,
        organizationId,
        'organization.plan_version_move_refused',
        present,
        { ...shown(target), at, errors: messages },
        cause,
      );
    }
    return false;
  });
}

const record = (
  db: SystemDb,
  organizationId: string,
  action: string,
  before: PlanRef,
  after: Record<string, unknown>,
  { reason, ...cause }: Cause,
) =>
  insertAuditEvent(
    db,
    organizationId,
    {
      action,
      targetType: 'Organization',
      targetId: organizationId,
      before: shown(before),
      after: { ...after, reason },
    },
    cause,
  );
