import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList } from '../../database/define-list.ts';
import type { PageArgs } from '../../database/page-request.ts';
import type { PlanRef } from '../organization/rows.ts';
import type { PlanSegmentPage } from './rows.ts';

/** The version of a plan that an organization had from an instant until the next segment. */
export interface PlanStart extends PlanRef {
  /** Null for the first segment. */
  startsAt: string | null;
  isTrial: boolean;
}

/** Returns the organization's segments, oldest first. */
export async function findPlanStarts({ db, scope }: TenantDb): Promise<PlanStart[]> {
  return db
    .selectFrom('plan_segments')
    .select([
      'plan_code as planCode',
      'plan_version as planVersion',
      'starts_at as startsAt',
      'is_trial as isTrial',
    ])
    .where('organization_id', '=', scope.id)
    .orderBy('starts_at', (order) => order.asc().nullsFirst())
    .execute();
}

/** The first segment, which has no start, sorts before all others. */
const start = sql<string>`coalesce(s.starts_at, to_timestamp(0))`;

const planSegments = defineList<{ field: 'CREATED_AT' }>({
  table: 's',
  sorts: { CREATED_AT: { column: 'starts_at', type: 'timestamptz', expression: start } },
});

/** Returns a page of the organization's segments, newest first. */
export function listPlanSegments({ db, scope }: TenantDb, args: PageArgs): Promise<PlanSegmentPage> {
  const segments = db
    .selectFrom('plan_segments as s')
    .select((eb) => [
      's.id',
      's.plan_code as planCode',
      's.plan_version as planVersion',
      's.starts_at as from',
      's.is_trial as isTrial',
      eb
        .selectFrom('plan_segments as following')
        .select('following.starts_at')
        .where('following.organization_id', '=', scope.id)
        .where('following.starts_at', '>', start)
        .orderBy('following.starts_at')
        .limit(1)
        .as('to'),
    ])
    .where('s.organization_id', '=', scope.id);
  return planSegments.page(segments, args);
}

const CHANGES_A_DAY = 50;

/**
 * Returns after how many seconds the plan can be changed again; undefined if it can be now. Statements have line items
 * for each change, each rounded in the customer's favour by up to half a cent.
 */
export async function findSecondsUntilChange({ db, scope }: TenantDb): Promise<number | undefined> {
  const { rows } = await sql<{ seconds: number }>`
    select greatest(1, ceil(extract(epoch from starts_at + interval '1 day' - now())))::integer as seconds
    from plan_segments
    where organization_id = ${scope.id} and starts_at > now() - interval '1 day'
    order by starts_at desc offset ${CHANGES_A_DAY - 1} limit 1`.execute(db);
  return rows[0]?.seconds;
}
