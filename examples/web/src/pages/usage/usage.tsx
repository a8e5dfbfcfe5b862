import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Choice } from '../../ui/choice.tsx';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { MeterUsage } from './meter-usage.tsx';
import { kindTexts, metersOf } from './meters.ts';
import { MetersDocument } from './operations.ts';
import { type Period, periodNames } from './periods.ts';

/** How much of each metered feature the organization uses over time. */
export function Usage() {
  const { data, error, refetch } = useQuery(MetersDocument, { fetchPolicy: 'cache-and-network' });
  const [code, setCode] = useState<string>();
  const [period, setPeriod] = useState<Period>('month');
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data) return <Loading />;
  const meters = metersOf(data);
  const meter = meters.find((each) => each.code === code) ?? meters[0]!;
  return (
    <Page title="Usage">
      <div className="filters">
        <Choice
          label="Meter"
          options={Object.fromEntries(meters.map((each) => [each.code, each.name]))}
          value={meter.code}
          onChange={({ target }) => setCode(target.value)}
        />
        <Choice
          label="Period"
          options={periodNames}
          value={period}
          onChange={({ target }) => setPeriod(target.value as Period)}
        />
      </div>
      <p className="quiet">
        <code>{meter.code}</code>: {kindTexts[meter.kind]} Days and months are those of UTC.
      </p>
      <MeterUsage key={`${meter.code} ${period}`} meter={meter} period={period} />
    </Page>
  );
}
