import { badUserInput } from '../../errors.ts';
import type { UsageGranularity } from '../../generated/enums.ts';

/** The buckets of a series: the instants (milliseconds) at which they start, and the end of the last one. */
export interface Buckets {
  granularity: UsageGranularity;
  starts: number[];
  end: number;
}

/**
 * Returns the buckets from `from` to `to`, both rounded outwards. Without `from`, the month before `to`; without both,
 * the last month.
 * @throws BAD_USER_INPUT for no bucket, or more than `max`
 */
export function bucketsOf(
  granularity: UsageGranularity,
  { from, to, max }: { from?: string | null; to?: string | null; max: number },
): Buckets {
  const until = to ? Date.parse(to) : Date.now();
  const first = from ? floor(granularity, Date.parse(from)) : floor('MONTH', until - 1);
  if (first >= until) throw badUserInput('`from` must be earlier than `to`.');
  const starts: number[] = [];
  let start = first;
  for (; start < until; start = next(granularity, start)) {
    if (starts.length === max)
      throw badUserInput(`A series has at most ${max} buckets: choose a shorter time or longer buckets.`);
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
