import type { EndpointDetailsFragment, WebhookDisabledReason } from '../../api/gql/graphql.ts';

const reasons: Record<WebhookDisabledReason, string> = {
  MANUAL: 'somebody disabled it',
  GONE: 'it answered with 410',
  FAILING: 'all attempts failed for five days',
};

const when = (instant: string) => new Date(instant).toLocaleString();

/** Whether the endpoint gets events, and what to look after. */
export function EndpointState({ endpoint }: { endpoint: EndpointDetailsFragment }) {
  const { disabledAt, disabledReason, events, failingSince } = endpoint;
  const { secretRotationAdvisedAt, previousSecretExpiresAt } = endpoint;
  return (
    <>
      <p className="quiet">
        {events.includes('*') ? 'All events' : events.join(', ')}
        {disabledAt &&
          `. Disabled since ${when(disabledAt)}: ${disabledReason ? reasons[disabledReason] : 'no longer in use'}.`}
      </p>
      {failingSince && !disabledAt && (
        <p className="fault">Deliveries have failed since {when(failingSince)}.</p>
      )}
      {secretRotationAdvisedAt && (
        <p className="fault">Somebody who knew the secret has left: give the webhook a new one.</p>
      )}
      {previousSecretExpiresAt && (
        <p className="quiet">
          Messages are also signed with the previous secret until {when(previousSecretExpiresAt)}.
        </p>
      )}
    </>
  );
}
