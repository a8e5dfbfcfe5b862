import { type Kysely, sql } from 'kysely';
import type { DB } from '../../generated/database.ts';
import type { MeterKind } from '../../generated/enums.ts';
import { anyOf } from '../../database/any-of.ts';
import type { MeterDefinition, MeterRow, MeterPolicyRow } from './rows.ts';

/** The advisory lock of the declared meters: shared while usage is recorded, exclusive while a meter is declared. */
export const metersLock = sql`hashtextextended('meters', 0)`;

const definitions = (db: Kysely<DB>) =>
  db
    .selectFrom('meters')
    .select((eb) => [
      'code',
      eb.ref('kind').$castTo<MeterKind>().as('kind'),
      'unique_property as uniqueBy',
      'group_by as groupBy',
    ]);

/** Returns all declared meters, by code. There are at most `MAX_METERS`. */
export const listMeters = (db: Kysely<DB>): Promise<MeterRow[]> =>
  definitions(db).select(['name', 'created_at as createdAt']).orderBy('code').execute();

export const findMeter = (db: Kysely<DB>, code: string): Promise<MeterRow | undefined> =>
  definitions(db).select(['name', 'created_at as createdAt']).where('code', '=', code).executeTakeFirst();

/** Returns those of the meters that are declared, by code. */
export async function findMeters(db: Kysely<DB>, codes: string[]): Promise<Map<string, MeterDefinition>> {
  const rows = await definitions(db).where('code', '=', anyOf(codes)).execute();
  return new Map(rows.map((row) => [row.code, row]));
}

export const findMeterPolicy = (db: Kysely<DB>): Promise<MeterPolicyRow> =>
  db.selectFrom('meter_policy').select('refuse_undeclared as refuseUndeclared').executeTakeFirstOrThrow();

export interface MetersToRecord extends MeterPolicyRow {
  /** The declared ones, by code. */
  meters: Map<string, MeterDefinition>;
}

export type MetersToRecordRow = MeterPolicyRow & { meters: MeterDefinition[] };

/** Selects those of the meters that are declared, and the settings, as one `MetersToRecordRow`. */
export const metersToRecord = (codes: string[]) => sql`
  select refuse_undeclared as "refuseUndeclared", array(
    select jsonb_build_object('code', code, 'kind', kind, 'uniqueBy', unique_property, 'groupBy', group_by)
    from meters where code = any(${codes}::text[])) as meters
  from meter_policy`;

export const toMetersToRecord = ({ refuseUndeclared, meters }: MetersToRecordRow): MetersToRecord => ({
  refuseUndeclared,
  meters: new Map(meters.map((meter) => [meter.code, meter])),
});
