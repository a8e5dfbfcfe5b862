import { type RawBuilder, sql } from 'kysely';
import type { Grouping } from './grouping.ts';
import { MAX_GROUPS } from './series-time.ts';

/** The value of a meter that is measured in a bucket, or in all of them if there is no `start` (in seconds since 1970). */
export interface Value {
  start: string | null;
  quantity: string;
}

/** A null key is that of the rest: usage without a value, and beyond the largest groups. */
export type GroupValue = Value & { key: string | null };

/** SQL: whether an instant is in a time, whose bounds are texts. */
export const within = (column: string, { from, to }: { from: string; to: string }): RawBuilder<unknown> =>
  sql`${sql.ref(column)} >= ${from}::timestamptz and ${sql.ref(column)} < ${to}::timestamptz`;

/** SQL: an expression of a WITH for the keys of the groups with the largest of the `totals`. */
export const biggest = sql`biggest as (
  select key from totals where key is not null order by quantity desc, key limit ${MAX_GROUPS})`;

interface Parts {
  /** Of the rollups. */
  dimension: 'TOTAL' | 'SUBJECT' | 'PROPERTIES';
  /** SQL: the group's key of a rollup's `key`. */
  key: RawBuilder<unknown>;
  /** SQL: the group's key of an event. */
  rowKey: RawBuilder<unknown>;
  /** SQL: the key of the rollup that contains an event. */
  rollupKey: RawBuilder<unknown>;
}

/** Returns how groups are read: only the subject and declared properties divide the usage of measured meters. */
export function partsOf(grouping: Grouping | undefined): Parts {
  const nothing = sql`null::text`;
  switch (grouping?.dimension) {
    case 'SUBJECT':
      return {
        dimension: 'SUBJECT',
        key: sql`nullif(key, '')`,
        rowKey: sql`subject`,
        rollupKey: sql`coalesce(subject, '')`,
      };
    case 'PROPERTIES':
      return {
        dimension: 'PROPERTIES',
        key: grouping.keyOf(sql.ref('key')),
        rowKey: grouping.keyOf(sql.ref('property_key')),
        rollupKey: sql`property_key`,
      };
    default:
      return { dimension: 'TOTAL', key: nothing, rowKey: nothing, rollupKey: sql`''` };
  }
}
