import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import type { PlannedPlanChangeKind, PlanQuery } from '../../api/gql/graphql.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useMessages } from '../../ui/messages.tsx';
import { WithdrawPlanChange } from './operations.ts';

const reasons: Record<PlannedPlanChangeKind, string> = {
  CHANGE: 'An owner chose it.',
  CANCELLATION: 'An owner canceled the present plan.',
  TRIAL_END: 'The trial ends then.',
};

interface PlannedChangeProps {
  planned: NonNullable<PlanQuery['plannedPlanChange']>;
  canChange: boolean;
  onChange(): Promise<unknown>;
}

/** The change of the plan that is to come. */
export function PlannedChange({ planned, canChange, onChange }: PlannedChangeProps) {
  const { kind, at, refusedAt, plan } = planned;
  const client = useApolloClient();
  const { say } = useMessages();
  async function withdraw() {
    await mutate(client, WithdrawPlanChange, {});
    say('The plan stays.');
    await onChange();
  }
  return (
    <section className="sheet row" aria-label="The change to come">
      <div>
        <p>
          The plan {plan.name} begins on <time dateTime={at}>{new Date(at).toLocaleDateString()}</time>.{' '}
          {reasons[kind]}
        </p>
        {refusedAt && (
          <p className="fault">
            It was refused, because more is used than {plan.name} allows. Remove what is too much: it is tried
            again each day.
          </p>
        )}
      </div>
      {canChange && kind !== 'TRIAL_END' && <ActionButton act={withdraw}>Keep the present plan</ActionButton>}
    </section>
  );
}
