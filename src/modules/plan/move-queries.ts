import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { PlanRef } from '../organization/rows.ts';

/** A move of an organization to a version at a later instant. */
export interface PlannedMove extends PlanRef {
  /** The plan that the organization had when the move was planned. */
  fromPlanCode: string;
  at: string;
  reason: string;
  requestedById: string | null;
}

/**
 * Puts the organization on a version, from an instant on that is not before the present version began. With another plan,
 * the operator decides about the plan from then on. Returns the instant.
 */
export async function startPlan(
  db: SystemDb,
  organizationId: string,
  { planCode, planVersion }: PlanRef,
  at?: string,
): Promise<string> {
  const start = at ? sql`${at}::timestamptz` : sql`date_trunc('milliseconds', clock_timestamp())`;
  const { rows } = await sql<{ since: string }>`
    update organizations
    set plan_code = ${planCode}, plan_version = ${planVersion},
      plan_given_at = case when plan_code = ${planCode} then plan_given_at else now() end,
      plan_since = greatest(${start}, plan_since + interval '1 millisecond')
    where id = ${organizationId} returning plan_since as since`.execute(db);
  return new Date(rows[0]!.since).toISOString();
}

/** Replaces the organization's planned move. */
export async function insertMove(db: SystemDb, organizationId: string, move: PlannedMove): Promise<void> {
  const values = {
    from_plan_code: move.fromPlanCode,
    plan_code: move.planCode,
    plan_version: move.planVersion,
    at: move.at,
    reason: move.reason,
    requested_by_id: move.requestedById,
  };
  await db
    .insertInto('plan_moves')
    .values({ organization_id: organizationId, ...values })
    .onConflict((conflict) =>
      conflict
        .column('organization_id')
        .doUpdateSet({ ...values, requested_at: sql<string>`clock_timestamp()` }),
    )
    .execute();
}

export const deleteMove = (db: SystemDb, organizationId: string) =>
  db.deleteFrom('plan_moves').where('organization_id', '=', organizationId).execute();

/** Returns the organization's planned move if its time has come. */
export async function findDueMove(db: SystemDb, organizationId: string): Promise<PlannedMove | undefined> {
  const move = await db
    .selectFrom('plan_moves')
    .select([
      'from_plan_code as fromPlanCode',
      'plan_code as planCode',
      'plan_version as planVersion',
      'at',
      'reason',
      'requested_by_id as requestedById',
    ])
    .where('organization_id', '=', organizationId)
    .where('at', '<=', sql<string>`now()`)
    .executeTakeFirst();
  return move && { ...move, at: new Date(move.at).toISOString() };
}
