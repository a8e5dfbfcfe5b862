import { badUserInput } from '../../errors.ts';
import type { UsageGranularity } from '../../generated/graphql.ts';

/** The whole buckets of a series: the instants (milliseconds) at which they start, and the one at which the last ends. */
export interface Buckets {
  granularity: UsageGranularity;
  starts: number[];
  end: number;
}

/**
 * The buckets from `from` to `to`, both rounded outwards; the month up to `to` without `from`, up to now without both.
 * @throws BAD_USER_INPUT when there would be none, or more than `most`
 */
export function bucketsOf(
  granularity: UsageGranularity,
  { from, to, most }: { from?: string | null; to?: string | null; most: number },
): Buckets {
  const until = to ? Date.parse(to) : Date.now();
  const first = from ? floor(granularity, Date.parse(from)) : floor('MONTH', until - 1);
  if (first >= until) throw badUserInput('`from` must be earlier than `to`.');
  const starts: number[] = [];
  let start = first;
  for (; start < until; start = next(granularity, start)) {
    if (starts.length === most)
      throw badUserInput(`A series has at most ${most} buckets: choose a shorter time or longer buckets.`);
    starts.push(start);
  }
  return { granularity, starts, end: start };
}

function floor(granularity: UsageGranularity, instant: number): number {
  const date = new Date(instant);
  if (granularity === 'MONTH') date.setUTCDate(1);
  if (granularity === 'HOUR') return date.setUTCMinutes(0, 0, 0);
  return date.setUTCHours(0, 0, 0, 0);
}

function next(granularity: UsageGranularity, start: number): number {
  const date = new Date(start);
  if (granularity === 'MONTH') return date.setUTCMonth(date.getUTCMonth() + 1);
  return start + (granularity === 'DAY' ? 86_400_000 : 3_600_000);
}
