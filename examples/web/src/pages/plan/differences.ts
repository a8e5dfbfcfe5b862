import type { PlanQuery, PlanTermsFragment } from '../../api/gql/graphql.ts';
import { formatNumber, formatPrice } from '../../ui/figures.ts';
import { nameOf } from './names.ts';

type Entitlements = NonNullable<PlanQuery['organization']>['entitlements'];

export interface Difference {
  name: string;
  before: string;
  after: string;
  /** Why the organization does not fit, if so. */
  excess?: string;
}

/** Returns what would be different with the other plan: the price, the limits, the features and what usage costs. */
export function differencesOf(
  present: PlanTermsFragment,
  other: PlanTermsFragment,
  entitlements: Entitlements,
): Difference[] {
  const [before, after] = [rowsOf(present), rowsOf(other)];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return [...keys.filter((key) => !isUsage(key)), ...keys.filter(isUsage)].flatMap((key) => {
    const [one, two] = [before.get(key) ?? 'no', after.get(key) ?? 'no'];
    if (one === two) return [];
    const limit = (other.terms.limits as Record<string, unknown>)[key];
    const used = entitlements.find((each) => each.key === key)?.used ?? 0;
    const isTooMuch = counted.has(key) && typeof limit === 'number' && Number(used) > limit;
    return [
      {
        name: isUsage(key) ? key.slice(USAGE.length) : nameOf(key),
        before: one,
        after: two,
        ...(isTooMuch && { excess: `${formatNumber(used)} are in use` }),
      },
    ];
  });
}

/** Tells the keys of what usage costs from those of limits and features. */
const USAGE = 'usage of ';
const isUsage = (key: string) => key.startsWith(USAGE);

/** What must fit before the plan can change. */
const counted = new Set(['members', 'projects', 'apiKeys']);

/** Returns the terms in words, by key. */
function rowsOf({ terms }: PlanTermsFragment): Map<string, string> {
  const { basePrice, currency, limits, features, prices } = terms;
  const { __typename, ...values } = limits;
  return new Map([
    ['price', formatPrice(basePrice, currency)],
    ...Object.entries(values).map(([key, limit]): [string, string] => [
      key,
      limit === null || limit === undefined ? 'unlimited' : formatNumber(limit as number),
    ]),
    ...features.map(({ feature, value }): [string, string] => [feature, describeValue(value)]),
    ...prices.map((price): [string, string] => [`${USAGE}${price.meter}`, describePrice(price, currency)]),
  ]);
}

export function describeValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? value.toLocaleString() : String(value);
}

type Price = PlanTermsFragment['terms']['prices'][number];

function describePrice({ included, unitPrice, priceModel }: Price, currency: string): string {
  const free = `${formatNumber(included)} included`;
  if (priceModel !== 'PER_UNIT') return `${free}, then by quantity`;
  return Number(unitPrice) === 0
    ? free
    : `${free}, then ${formatPrice(Number(unitPrice) * 1000, currency)} for 1,000`;
}
