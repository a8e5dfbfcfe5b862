import type { PlanStart } from '../plan/segment-queries.ts';
import { monthBounds } from '../usage/month.ts';
import type { BilledSegment } from './rows.ts';

/** A segment's part of one month. */
export interface Segment extends BilledSegment {
  planCode: string;
  planVersion: number;
  isTrial: boolean;
}

/**
 * Returns the parts of the segments in a month, oldest first. Together they cover the whole month: the first segment
 * reaches back without limit, so that the month in which an organization is created is charged in full. The last one ends
 * at `until`, if that is in the month.
 */
export function segmentsOf(month: string, history: PlanStart[], until?: string): Segment[] {
  const { from: first, to: next } = monthBounds(month);
  const bounds = { from: first, to: until !== undefined && until < next ? until : next };
  const instants = history.map(({ startsAt }) => startsAt && new Date(startsAt).toISOString());
  return history.flatMap(({ planCode, planVersion, isTrial }, index) => {
    const [start, end] = [instants[index], instants[index + 1]];
    const from = start && start > bounds.from ? start : bounds.from;
    const to = end && end < bounds.to ? end : bounds.to;
    return from < to ? [{ planCode, planVersion, isTrial, from, to }] : [];
  });
}

/** A part of a month, in seconds. */
export interface Share {
  seconds: bigint;
  of: bigint;
}

const secondOf = (instant: string) => BigInt(Math.floor(Date.parse(instant) / 1000));

/** Seconds are counted between the seconds in which a segment begins and ends, so that those of a month add up. */
export function shareOf(month: string, { from, to }: BilledSegment): Share {
  const bounds = monthBounds(month);
  return { seconds: secondOf(to) - secondOf(from), of: secondOf(bounds.to) - secondOf(bounds.from) };
}

function isWholeMonth(month: string, { from, to }: BilledSegment): boolean {
  const bounds = monthBounds(month);
  return from === bounds.from && to === bounds.to;
}

/** Returns whether an item covers a part of its month only, because the plan changed. */
export const isDivided = (lineItems: { usageMonth: string; segment: BilledSegment }[]) =>
  lineItems.some(({ usageMonth, segment }) => !isWholeMonth(usageMonth, segment));
