import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { MeterDeclaration } from './input.ts';
import { findMeter, metersLock } from './queries.ts';
import type { MeterRow } from './rows.ts';

const MAX_METERS = 200;

/** A meter after its declaration, and whether the declaration changed anything. */
export interface DeclaredMeter {
  meter: MeterRow;
  changed: boolean;
}

/**
 * Declares a meter, or gives a declared one the new name. `db` is a transaction, which waits for those that record usage
 * and makes them wait. The command line has no actor.
 * @throws {UserErrors} INVALID for a meter that measures something else, or that has usage
 */
export async function declareMeter(
  db: SystemDb,
  declaration: MeterDeclaration,
  declaredById?: string,
): Promise<DeclaredMeter> {
  const { meter: code, name, kind, uniqueBy, groupBy } = declaration;
  await sql`select pg_advisory_xact_lock(${metersLock})`.execute(db);
  const present = await findMeter(db, code);
  if (present) {
    if (
      present.kind !== kind ||
      present.uniqueBy !== uniqueBy ||
      present.groupBy.join('\n') !== groupBy.join('\n')
    )
      throw userError(
        'INVALID',
        'The meter is declared and measures something else. Declare another meter.',
        'meter',
      );
    if (present.name === name) return { meter: present, changed: false };
    await db.updateTable('meters').set({ name }).where('code', '=', code).execute();
    return { meter: { ...present, name }, changed: true };
  }
  const { isUsed, meters } = await findUse(db, code);
  if (isUsed && kind !== 'SUM')
    throw userError(
      'INVALID',
      'The meter has usage that was added up as a SUM. Declare another meter.',
      'kind',
    );
  if (meters >= MAX_METERS) throw userError('INVALID', `There are already ${MAX_METERS} meters.`, 'meter');
  await db
    .insertInto('meters')
    .values({ code, name, kind, unique_property: uniqueBy, group_by: groupBy, declared_by_id: declaredById })
    .execute();
  return { meter: (await findMeter(db, code))!, changed: true };
}

/** Returns whether any organization has usage of the meter, and the number of declared meters. */
async function findUse(db: SystemDb, code: string): Promise<{ isUsed: boolean; meters: number }> {
  const { rows } = await sql<{ isUsed: boolean; meters: number }>`
    select (select count(*) from meters)::int as meters,
      exists (select from usage_months where meter = ${code}) or exists (select from usage_pending where meter = ${code})
        as "isUsed"`.execute(db);
  return rows[0]!;
}

/** Changes how undeclared meters are treated. Returns whether that was a change. */
export async function updateMeterPolicy(db: SystemDb, refuseUndeclared: boolean): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('meter_policy')
    .set({ refuse_undeclared: refuseUndeclared })
    .where('refuse_undeclared', '<>', refuseUndeclared)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
