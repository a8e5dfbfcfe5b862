import { sql } from 'kysely';
import type { Buckets } from './time-buckets.ts';

/** The number of groups that a series lists; the rest is one more. */
export const MAX_GROUPS = 50;

/** In milliseconds since 1970. */
export interface Time {
  from: number;
  to: number;
}

export const DAY = 86_400_000;

/** Splits a time range into its whole days and the parts before and after them. */
export function wholeDays({ from, to }: Time): { before: Time; days: Time; after: Time } {
  const start = Math.min(Math.ceil(from / DAY) * DAY, to);
  const end = Math.max(Math.floor(to / DAY) * DAY, start);
  return { before: { from, to: start }, days: { from: start, to: end }, after: { from: end, to } };
}

export const toText = (instant: number) => new Date(instant).toISOString();
export const timeOf = ({ starts, end }: Buckets): Time => ({ from: starts[0]!, to: end });
export const rollupOf = ({ granularity }: Buckets) => (granularity === 'HOUR' ? 'HOUR' : 'DAY');

/** SQL: the start of the bucket that contains `starts_at`, in seconds since 1970. */
export const bucketStart = ({ granularity }: Buckets) =>
  sql`extract(epoch from date_trunc(${granularity.toLowerCase()}, starts_at, 'UTC'))::bigint`;
