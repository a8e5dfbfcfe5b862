/*
 * Tables that grow without end are partitioned by the month in which a row was created. Their ids are of version 7: the
 * first 48 bits are the milliseconds since 1970. So a range of ids is a range of times, and the key of such a table is
 * the same as of all others, `(organization_id, id)`.
 */

/** The first instant of a month (UTC), in milliseconds since 1970. `offset` counts months from that of `now`. */
export const monthStart = (now: Date, offset: number): number =>
  Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset);

/** The least id that a row created at this instant can have. */
export function firstIdAt(milliseconds: number): string {
  const digits = milliseconds.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`;
}

/** The instant of an id, in milliseconds since 1970. */
export const instantOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** The suffix of the name of a month's partition, for example `2026_01`. */
export const monthSuffix = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 7).replace('-', '_');
