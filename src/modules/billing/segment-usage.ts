import type { TenantDb } from '../../database/tenant-db.ts';
import type { BilledUsage, SegmentUsage } from './charges.ts';
import type { BilledSegment } from './rows.ts';
import type { Span, SpanUsage } from './segment-queries.ts';

type SumSpans = (tenant: TenantDb, month: string, spans: Span[], meters: string[]) => Promise<SpanUsage[]>;

/**
 * Divides a statement's usage among the segments of its months. A month's first segment gets what the others do not
 * have, so that each event counts once. A month of one segment needs no query.
 */
export async function divideUsage(
  tenant: TenantDb,
  month: string,
  usage: BilledUsage[],
  segments: (usageMonth: string) => BilledSegment[],
  sumSpans: SumSpans,
): Promise<SegmentUsage[]> {
  const months = [...new Set(usage.map(({ usageMonth }) => usageMonth))];
  const later = months.flatMap((usageMonth) =>
    segments(usageMonth)
      .slice(1)
      .map((segment) => ({ usageMonth, segment })),
  );
  const spans = later.map(({ usageMonth, segment: { from, to } }) => ({
    own: usageMonth === month,
    from,
    to,
  }));
  const meters = [...new Set(usage.map(({ meter }) => meter))];
  const parts = spans.length > 0 ? await sumSpans(tenant, month, spans, meters) : [];
  return usage.flatMap((whole): SegmentUsage[] => {
    const { usageMonth, meter } = whole;
    const [segment] = segments(usageMonth);
    const own = parts.flatMap(({ span, ...part }) => {
      const { segment: partSegment, ...place } = later[span]!;
      return part.meter === meter && place.usageMonth === usageMonth
        ? [{ ...part, usageMonth, segment: partSegment }]
        : [];
    });
    if (segments(usageMonth).length === 1) return [{ ...whole, segment: segment! }];
    const rest = {
      ...whole,
      segment: segment!,
      quantity: own.reduce((left, part) => left - part.quantity, whole.quantity),
      voided: own.reduce((left, part) => left - part.voided, whole.voided),
    };
    return [rest, ...own].filter(({ quantity, voided }) => quantity !== 0n || voided !== 0n);
  });
}
