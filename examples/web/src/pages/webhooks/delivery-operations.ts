import { graphql } from '../../api/gql/index.ts';

export const DeliveryFragment = graphql(`
  fragment DeliveryRow on WebhookDelivery {
    id
    eventType
    state
    nextAttemptAt
    createdAt
    attempts {
      number
      status
      error
      durationMs
      startedAt
    }
  }
`);

export const DeliveriesDocument = graphql(`
  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!, $after: String) {
    webhookDeliveries(filter: $filter, first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ...DeliveryRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Asked again while deliveries are in progress: there is no subscription for them. */
export const PendingDocument = graphql(`
  query PendingDeliveries($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ...DeliveryRow
    }
  }
`);

/** What is long, for one delivery at a time. */
export const ContentDocument = graphql(`
  query WebhookDeliveryContent($id: ID!) {
    node(id: $id) {
      id
      ... on WebhookDelivery {
        payload
        attempts {
          number
          responseBody
        }
      }
    }
  }
`);

export const ReplayDelivery = graphql(`
  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {
    replayWebhookDelivery(input: $input) {
      webhookDelivery {
        id
        ...DeliveryRow
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);
