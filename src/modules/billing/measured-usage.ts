import type { TenantDb } from '../../database/tenant-db.ts';
import type { MeterKind } from '../../generated/enums.ts';
import { isMeasured } from '../meter/kinds.ts';
import type { MeterDefinition } from '../meter/rows.ts';
import type { BilledUsage, SegmentUsage } from './charges.ts';
import { measureSpans } from '../usage/measured-queries.ts';
import type { BilledSegment } from './rows.ts';
import { sumRecordedSpans, sumSpans } from './segment-queries.ts';
import { divideUsage } from './segment-usage.ts';

interface ToDivide {
  usage: BilledUsage[];
  /** The kinds of the meters; SUM by default. */
  kinds: Map<string, MeterKind>;
  segments: (usageMonth: string) => BilledSegment[];
  /** Whether to read the events alone, to verify the rollups. */
  recorded?: boolean;
}

/**
 * Divides a statement's usage among the segments of its months. Quantities that add up are divided, others are measured in
 * each segment.
 */
export async function divideAll(
  tenant: TenantDb,
  month: string,
  { usage, kinds, segments, recorded = false }: ToDivide,
): Promise<SegmentUsage[]> {
  const kindOf = (meter: string) => kinds.get(meter) ?? 'SUM';
  const measured = usage.filter(({ meter }) => isMeasured(kindOf(meter)));
  const counted = usage.filter(({ meter }) => !isMeasured(kindOf(meter)));
  const byMonth = [...Map.groupBy(measured, ({ usageMonth }) => usageMonth)];
  const parts = await Promise.all([
    divideUsage(tenant, month, counted, segments, recorded ? sumRecordedSpans : sumSpans),
    ...byMonth.map(([usageMonth, all]) =>
      measureMonth(
        tenant,
        month,
        { usageMonth, segments: segments(usageMonth), recorded },
        all.map(({ meter }) => ({ code: meter, kind: kindOf(meter) })),
      ),
    ),
  ]);
  return parts.flat();
}

/** Measures the meters in each segment of a month, also where nothing remains, so that a charge can be taken back. */
async function measureMonth(
  tenant: TenantDb,
  month: string,
  { usageMonth, segments, recorded }: { usageMonth: string; segments: BilledSegment[]; recorded: boolean },
  meters: Pick<MeterDefinition, 'code' | 'kind'>[],
): Promise<SegmentUsage[]> {
  const spans = segments.map((segment) => ({
    usageMonth,
    from: segment.from,
    to: segment.to,
  }));
  const values = await measureSpans(tenant, month, spans, meters, recorded);
  const found = new Map(values.map(({ span, meter, quantity }) => [`${span} ${meter}`, quantity]));
  return meters.flatMap(({ code: meter }) =>
    segments.map((segment, span) => {
      const quantity = found.get(`${span} ${meter}`) ?? 0n;
      return { usageMonth, meter, segment, quantity, voided: 0n };
    }),
  );
}
