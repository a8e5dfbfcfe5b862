import type { PlanQuery, PlanTermsFragment } from '../../api/gql/graphql.ts';
import { formatPrice } from '../../ui/figures.ts';
import { differencesOf } from './differences.ts';
import { PlanSwitch } from './plan-switch.tsx';

interface PlanOfferProps {
  offer: PlanTermsFragment;
  present: PlanTermsFragment;
  entitlements: NonNullable<PlanQuery['organization']>['entitlements'];
  canChange: boolean;
  isTrial: boolean;
  onChange(): Promise<unknown>;
}

/** A plan to change to, with what would be different. */
export function PlanOffer({ offer, present, entitlements, canChange, isTrial, onChange }: PlanOfferProps) {
  const { code, name, terms } = offer;
  const differences = differencesOf(present, offer, entitlements);
  const id = `plan-${code}`;
  // Only an organization on a plan without a price can try another one.
  const trialDays = isTrial || Number(present.terms.basePrice) > 0 ? null : (terms.trialDays ?? null);
  return (
    <section className="sheet" aria-labelledby={id}>
      <h3 id={id}>
        {name}, {formatPrice(terms.basePrice, terms.currency)} a month
      </h3>
      {differences.length === 0 ? (
        <p>It is the present plan, after its trial.</p>
      ) : (
        <table className="plans">
          <caption>What {name} would change</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">{present.name}, now</th>
              <th scope="col">{name}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ name: what, before, after, excess }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{before}</td>
                <td>
                  {after}
                  {excess && <span className="fault"> ({excess})</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {canChange && <PlanSwitch code={code} name={name} trialDays={trialDays} onChange={onChange} />}
    </section>
  );
}
