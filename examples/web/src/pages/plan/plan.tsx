import { useQuery, useSubscription } from '@apollo/client/react';
import { readFragment } from '../../api/gql/index.ts';
import { formatPrice } from '../../ui/figures.ts';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Limits } from './limits.tsx';
import { OrganizationChanges, PlanDocument, PlanFragment } from './operations.ts';
import { PlanOffer } from './plan-offer.tsx';
import { PlannedChange } from './planned-change.tsx';

/** The plan, how much of its limits is used, and what another plan would change. */
export function Plan() {
  const { data, error, refetch } = useQuery(PlanDocument, { fetchPolicy: 'cache-and-network' });
  useSubscription(OrganizationChanges, { onData: () => void refetch().catch(() => undefined) });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.organization) return <Loading />;
  const { plan, entitlements, viewerCanChangePlan } = data.organization;
  const present = readFragment(PlanFragment, plan);
  const planned = data.plannedPlanChange;
  const isTrial = planned?.kind === 'TRIAL_END';
  // A trial can be followed by the plan itself.
  const offers = readFragment(PlanFragment, data.plans ?? []).filter(
    ({ code }) => code !== present.code || isTrial,
  );
  return (
    <Page title="Plan">
      <section className="sheet">
        <h2>
          {present.name}
          {isTrial && ' (trial)'}
        </h2>
        <p>{formatPrice(present.terms.basePrice, present.terms.currency)} a month</p>
      </section>
      {planned && <PlannedChange planned={planned} canChange={viewerCanChangePlan} onChange={refetch} />}
      <Limits entitlements={entitlements} />
      <h2>Other plans</h2>
      {!viewerCanChangePlan && <p>Only an owner of the organization can change its plan: ask one.</p>}
      {offers.length === 0 && <p>There is no other plan.</p>}
      {offers.map((offer) => (
        <PlanOffer
          key={offer.code}
          offer={offer}
          present={present}
          entitlements={entitlements}
          canChange={viewerCanChangePlan}
          isTrial={isTrial}
          onChange={refetch}
        />
      ))}
    </Page>
  );
}
