import type { PlanQuery } from '../../api/gql/graphql.ts';
import { formatNumber } from '../../ui/figures.ts';
import { Gauge } from '../../ui/gauge.tsx';
import { describeValue } from './differences.ts';
import { nameOf } from './names.ts';

type Entitlement = NonNullable<PlanQuery['organization']>['entitlements'][number];

/** What the plan allows, with what is used of it. */
export function Limits({ entitlements }: { entitlements: readonly Entitlement[] }) {
  const counted = entitlements.filter(({ used }) => used !== null && used !== undefined);
  const others = entitlements.filter((entitlement) => !counted.includes(entitlement));
  return (
    <section className="sheet" aria-labelledby="limits">
      <h2 id="limits">What is used</h2>
      {counted.map(({ key, used, limit, resetsAt }) => (
        <div key={key}>
          <Gauge label={nameOf(key)} used={used!} limit={limit} />
          {resetsAt && <p className="quiet">Begins anew on {new Date(resetsAt).toLocaleDateString()}.</p>}
        </div>
      ))}
      <h3>What else the plan allows</h3>
      <dl className="terms">
        {others.map((entitlement) => (
          <div key={entitlement.key}>
            <dt>{nameOf(entitlement.key)}</dt>
            <dd>{describe(entitlement)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A limit has no value: without a maximum it is unlimited. */
function describe({ value, limit, hasAccess }: Entitlement): string {
  if (limit !== null && limit !== undefined) return formatNumber(limit);
  if (value !== null && value !== undefined) return describeValue(value);
  return hasAccess ? 'unlimited' : 'no';
}
