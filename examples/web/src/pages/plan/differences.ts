import type { PlanQuery, PlanTermsFragment } from '../../api/gql/graphql.ts';
import { formatNumber, formatPrice } from '../../ui/figures.ts';
import { nameOf } from './names.ts';

type Entitlements = NonNullable<PlanQuery['organization']>['entitlements'];

export interface Difference {
  name: string;
  before: string;
  after: string;
  /** What does not fit, or stops. */
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
    const excess = excessOf(key, other, entitlements);
    return [
      {
        name: isUsage(key) ? key.slice(USAGE.length) : nameOf(key),
        before: one,
        after: two,
        ...(excess && { excess }),
      },
    ];
  });
}

/** Tells the keys of what usage costs from those of limits and features. */
const USAGE = 'usage of ';
const isUsage = (key: string) => key.startsWith(USAGE);

/** What must fit before the plan can change. */
const counted = new Set(['members', 'projects', 'apiKeys']);

function excessOf(key: string, { terms }: PlanTermsFragment, entitlements: Entitlements): string | undefined {
  const usedOf = (what: string) => Number(entitlements.find((each) => each.key === what)?.used ?? 0);
  const limit = (terms.limits as Record<string, unknown>)[key];
  if (counted.has(key) && typeof limit === 'number' && usedOf(key) > limit)
    return `${formatNumber(usedOf(key))} are in use`;
  const endpoints = usedOf('webhookEndpoints');
  const hasWebhooks = terms.features.some(({ feature, value }) => feature === 'WEBHOOKS' && value === true);
  if (key === 'WEBHOOKS' && !hasWebhooks && endpoints > 0) return `${endpoints} would get no more events`;
  return undefined;
}

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
