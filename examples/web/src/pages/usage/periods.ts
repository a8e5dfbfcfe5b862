import type { UsageGranularity } from '../../api/gql/graphql.ts';

export const periodNames = {
  month: 'This month, by day',
  day: 'The last 24 hours',
  year: 'The last 12 months',
};

export type Period = keyof typeof periodNames;

const MS_PER_DAY = 86_400_000;

/** Returns what to ask for. Months and days are those of UTC, as plans count them. */
export function rangeOf(period: Period): { granularity: UsageGranularity; from: string | null } {
  if (period === 'month') return { granularity: 'DAY', from: null };
  const now = new Date();
  if (period === 'day')
    return { granularity: 'HOUR', from: new Date(now.getTime() - MS_PER_DAY).toISOString() };
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 11, 1));
  return { granularity: 'MONTH', from: from.toISOString() };
}

const formats: Record<Period, Intl.DateTimeFormatOptions> = {
  month: { day: 'numeric', month: 'short', timeZone: 'UTC' },
  day: { hour: '2-digit', minute: '2-digit' },
  year: { month: 'short', year: '2-digit', timeZone: 'UTC' },
};

/** Returns the name of a bucket, which starts at this instant. */
export const labelOf = (start: string, period: Period): string =>
  new Date(start).toLocaleString(undefined, formats[period]);
