import { type RawBuilder, sql } from 'kysely';
import { badUserInput } from '../../errors.ts';
import type { UsageGroupBy } from '../../generated/enums.ts';
import type { MeterDefinition } from '../meter/rows.ts';
import type { Group } from './rows.ts';

/** What a series is grouped by. */
export interface Grouping {
  /** The dimension of the rollups to read. */
  dimension: UsageGroupBy | 'PROPERTIES';
  /** The names of the properties; empty for another dimension. */
  properties: string[];
  /** Returns SQL that makes a group's key of a rollup's key. It is null if all properties are. */
  keyOf: (rollupKey: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/**
 * Returns the grouping of a series' arguments; undefined without any.
 * @throws BAD_USER_INPUT for both kinds of groups at once, and for properties that the meter does not declare
 */
export function groupingOf(
  groupBy: UsageGroupBy | null | undefined,
  properties: readonly string[] | null | undefined,
  declared: MeterDefinition | undefined,
): Grouping | undefined {
  if (!properties || properties.length === 0)
    return groupBy ? { dimension: groupBy, properties: [], keyOf: (key) => key } : undefined;
  if (groupBy) throw badUserInput('Group by `groupBy` or by `groupByProperties`, not by both.');
  if (new Set(properties).size < properties.length)
    throw badUserInput('`groupByProperties` must not name a property twice.');
  const indexes = properties.map((name) => declared?.groupBy.indexOf(name) ?? -1);
  const unknown = properties.find((_name, index) => indexes[index]! < 0);
  if (unknown !== undefined)
    throw badUserInput(`The meter does not declare the property ${JSON.stringify(unknown)} to group by.`);
  return { dimension: 'PROPERTIES', properties: [...properties], keyOf: (key) => valuesAt(key, indexes) };
}

/** Returns SQL for the values at these positions of a JSON array, as a JSON array; null if all are null. */
function valuesAt(key: RawBuilder<unknown>, indexes: number[]): RawBuilder<unknown> {
  const values = indexes.map((index) => sql`(${key})::jsonb ->> ${sql.lit(index)}`);
  return sql`case when num_nonnulls(${sql.join(values)}) > 0 then jsonb_build_array(${sql.join(values)})::text end`;
}

/** Returns a group's key for clients: the value, or of several properties the JSON array of their values. */
export function keyForClients(key: string, { properties }: Grouping): Pick<Group, 'key' | 'properties'> {
  if (properties.length === 0) return { key, properties: null };
  const values = JSON.parse(key) as (string | null)[];
  return {
    key: properties.length === 1 ? values[0]! : JSON.stringify(values),
    properties: Object.fromEntries(properties.map((name, index) => [name, values[index]!])),
  };
}
