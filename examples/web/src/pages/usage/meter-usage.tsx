import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { BarChart, type Mark } from '../../ui/bar-chart.tsx';
import { ALERT_PERCENT, Gauge } from '../../ui/gauge.tsx';
import { Failure, Loading } from '../../ui/page.tsx';
import { FiguresTable, type Figure } from './figures-table.tsx';
import { addsUp, type MeterChoice } from './meters.ts';
import { UsageDocument } from './operations.ts';
import { labelOf, type Period, rangeOf } from './periods.ts';

/** One meter over one period: this month's use of the limit, the charts, and the figures. */
export function MeterUsage({ meter, period }: { meter: MeterChoice; period: Period }) {
  const [range] = useState(() => rangeOf(period));
  const { data, error, refetch } = useQuery(UsageDocument, {
    variables: { meter: meter.code, ...range },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.usageSeries || !data.thisMonth) return <Loading />;
  const sums = period === 'month' && addsUp(meter);
  let sum = 0n;
  const figures = data.usageSeries.buckets.map(({ start, quantity }): Figure => {
    sum += BigInt(quantity);
    return { start, label: labelOf(start, period), quantity, ...(sums && { soFar: String(sum) }) };
  });
  const marks = marksOf(meter);
  // The limit is that of a month: it says nothing about a day, unless a day's value is the month's.
  const isComparable =
    period === 'year' || (period === 'month' && (meter.kind === 'MAX' || meter.kind === 'LAST'));
  return (
    <>
      <div className="sheet">
        <Gauge label="This month" used={data.thisMonth.total} limit={meter.limit} />
        <p className="quiet">
          {meter.limit === null
            ? 'The plan has no limit for it.'
            : `Owners are alerted at ${ALERT_PERCENT} and at 100 percent of what the month includes.`}
        </p>
      </div>
      {sums && (
        <BarChart
          title="The month so far"
          bars={figures.map(({ label, soFar }) => ({ label, value: Number(soFar) }))}
          marks={marks}
        />
      )}
      <BarChart
        title={period === 'year' ? 'Each month' : period === 'month' ? 'Each day' : 'Each hour'}
        bars={figures.map(({ label, quantity }) => ({ label, value: Number(quantity) }))}
        marks={isComparable ? marks : []}
      />
      <FiguresTable figures={figures} limit={sums || isComparable ? meter.limit : null} />
    </>
  );
}

function marksOf({ limit }: MeterChoice): Mark[] {
  if (limit === null || Number(limit) === 0) return [];
  const value = Number(limit);
  return [
    { label: `${ALERT_PERCENT} %`, value: (value * ALERT_PERCENT) / 100, isLimit: false },
    { label: 'Included in the month', value, isLimit: true },
  ];
}
