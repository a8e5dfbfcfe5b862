import { graphql } from '../../api/gql/index.ts';

export const EndpointFragment = graphql(`
  fragment EndpointDetails on WebhookEndpoint {
    id
    url
    description
    events
    eventTypes
    payload
    disabledAt
    disabledReason
    failingSince
    previousSecretExpiresAt
    secretRotationAdvisedAt
    viewerCanManage
  }
`);

export const EndpointsDocument = graphql(`
  query WebhookEndpoints($first: Int!, $after: String) {
    organization {
      id
      viewerCanManageWebhooks
      hasWebhooks: hasFeature(feature: "WEBHOOKS")
      usage {
        webhookEndpoints {
          used
          limit
        }
      }
    }
    webhookEndpoints(first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ...EndpointDetails
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const EndpointDocument = graphql(`
  query WebhookEndpoint($id: ID!) {
    node(id: $id) {
      id
      ...EndpointDetails
    }
  }
`);

export const CreateEndpoint = graphql(`
  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      webhookEndpoint {
        id
        ...EndpointDetails
      }
      secret
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const UpdateEndpoint = graphql(`
  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
    updateWebhookEndpoint(input: $input) {
      webhookEndpoint {
        id
        ...EndpointDetails
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const DeleteEndpoint = graphql(`
  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {
    deleteWebhookEndpoint(input: $input) {
      deletedId
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RotateSecret = graphql(`
  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      webhookEndpoint {
        id
        ...EndpointDetails
      }
      secret
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const SendTest = graphql(`
  mutation SendTestWebhook($input: SendTestWebhookInput!) {
    sendTestWebhook(input: $input) {
      webhookDelivery {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);
