import { graphql } from '../../api/gql/index.ts';

export const ApiKeyFragment = graphql(`
  fragment ApiKeyRow on ApiKey {
    id
    name
    prefix
    role
    scopes
    status
    expiresAt
    lastUsedAt
    createdAt
    viewerCanManage
    viewerCanRoll
    createdBy {
      id
      fullName
    }
  }
`);

export const ApiKeysDocument = graphql(`
  query ApiKeys($includeRevoked: Boolean!, $first: Int!, $after: String) {
    organization {
      id
      viewerRole
      viewerCanManageApiKeys
      usage {
        apiKeys {
          used
          limit
        }
      }
    }
    apiKeys(includeRevoked: $includeRevoked, first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ...ApiKeyRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        id
        name
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

export const RenameApiKey = graphql(`
  mutation RenameApiKey($input: UpdateApiKeyInput!) {
    updateApiKey(input: $input) {
      apiKey {
        id
        ...ApiKeyRow
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RollApiKey = graphql(`
  mutation RollApiKey($input: RollApiKeyInput!) {
    rollApiKey(input: $input) {
      apiKey {
        id
        ...ApiKeyRow
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

export const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        id
        ...ApiKeyRow
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);
