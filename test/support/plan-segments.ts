import { sql } from 'kysely';
import type { SystemDb } from '../../src/database/system.ts';

/** Rewrites the organization's latest segment, which nobody else can. */
function rewriteLatest(db: SystemDb, organizationId: string, column: string, at: string): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await sql`alter table plan_segments disable trigger plan_segments_unchanged`.execute(tx);
    await sql`
      update plan_segments set ${sql.ref(column)} = ${at} where id = (
        select id from plan_segments where organization_id = ${organizationId}
        order by starts_at desc nulls last limit 1)`.execute(tx);
    await sql`alter table plan_segments enable trigger plan_segments_unchanged`.execute(tx);
  });
}

/** Moves the last change of the plan to another instant. */
export const movePlanChange = (db: SystemDb, organizationId: string, at: string) =>
  rewriteLatest(db, organizationId, 'starts_at', at);

/** Makes the organization's only segment look as if it had been added some minutes ago. */
export const ageFirstPlan = (db: SystemDb, organizationId: string, minutes: number) =>
  rewriteLatest(db, organizationId, 'created_at', new Date(Date.now() - minutes * 60_000).toISOString());
