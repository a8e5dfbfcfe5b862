import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { SystemDb } from '../../database/system.ts';
import { narrowToTenant } from '../../database/tenant-db.ts';
import { lockPlan } from '../organization/queries.ts';
import { deleteMove, findDueMove } from './move-queries.ts';
import { applyMove, audited, moveOf, outcome } from './moves.ts';
import { recordSteps } from './put-plan.ts';

/** The maximum number of organizations in one run. */
const BATCH = 500;

/** Applies the moves whose time has come. A move that fails does not affect other organizations. */
export async function applyDueMoves({
  systemDb,
  logger,
}: {
  systemDb: SystemDb;
  logger: Logger;
}): Promise<void> {
  const { rows: due } = await sql<{ id: string }>`
    select organization_id as id from plan_moves where at <= now()
    order by at, organization_id limit ${BATCH}`.execute(systemDb);
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

/** Applies the organization's move if its time has come, in a transaction of its own. */
export const applyDueMove = (systemDb: SystemDb, organizationId: string): Promise<boolean> =>
  systemDb.transaction().execute((db) => applyDueMoveIn(db, organizationId));

/**
 * Applies the organization's move if its time has come, from that time on. Drops it if the organization has another plan
 * since, or uses more than the version allows. Returns whether the organization was moved. `db` is a transaction.
 */
export async function applyDueMoveIn(db: SystemDb, organizationId: string): Promise<boolean> {
  const tenant = narrowToTenant(db, organizationId);
  const present = await lockPlan(tenant);
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
  if (status !== 'REFUSED') return false;
  const reasons = errors.map(({ message }) => message);
  const { before, after } = audited(present, target, cause, at);
  await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
  await recordSteps(
    tenant,
    [
      {
        what: 'plan_version_move_refused',
        before,
        after: { ...after, errors: reasons },
        event: {
          type: 'plan.version_move_refused',
          data: { ...moveOf(present, target, at), reasons },
        },
      },
    ],
    cause,
  );
  return false;
}
