import type { WebhookDeliveryState } from '../../api/gql/graphql.ts';

export const stateNames: Record<WebhookDeliveryState, string> = {
  PENDING: 'In progress',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
};
