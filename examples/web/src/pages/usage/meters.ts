import type { MeterKind, MetersQuery } from '../../api/gql/graphql.ts';
import type { BigNumber } from '../../ui/figures.ts';

export interface MeterChoice {
  code: string;
  name: string;
  kind: MeterKind;
  /** What a month includes; null for no limit. */
  limit: BigNumber | null;
}

const REQUESTS = 'api.requests';

/** Returns the meters to choose from: that of requests, those that the plan prices, the declared and the used ones. */
export function metersOf({ organization, meters, usageEvents }: MetersQuery): MeterChoice[] {
  const prices = organization?.plan.terms.prices ?? [];
  const codes = [
    REQUESTS,
    ...prices.map(({ meter }) => meter),
    ...(meters ?? []).map(({ code }) => code),
    ...(usageEvents?.nodes ?? []).map(({ meter }) => meter),
  ];
  return [...new Set(codes)].map((code) => {
    const declared = meters?.find((meter) => meter.code === code);
    const limit =
      code === REQUESTS
        ? organization?.usage.apiRequests.limit
        : prices.find(({ meter }) => meter === code)?.included;
    return {
      code,
      name: code === REQUESTS ? 'Requests with API keys' : (declared?.name ?? code),
      kind: declared?.kind ?? 'SUM',
      limit: limit ?? null,
    };
  });
}

/** Whether the values of days add up to that of the month. */
export const addsUp = ({ kind }: MeterChoice): boolean => kind === 'SUM' || kind === 'COUNT';

export const kindTexts: Record<MeterKind, string> = {
  SUM: 'The quantities are added up.',
  COUNT: 'The events are counted.',
  MAX: 'The greatest quantity counts.',
  UNIQUE: 'Different values count.',
  LAST: 'The last quantity counts.',
};
