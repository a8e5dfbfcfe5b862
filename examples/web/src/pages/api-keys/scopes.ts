import type { ApiKeyScope, ApiKeyStatus } from '../../api/gql/graphql.ts';

export const scopeNames: Record<ApiKeyScope, string> = {
  READ: 'Read',
  WRITE: 'Write',
  USAGE_WRITE: 'Record usage',
  CREDITS_WRITE: 'Spend credits',
  KEYS_VERIFY: 'Verify keys for other services',
  MEMBERS_WRITE: 'Manage members',
};

export const statusNames: Record<ApiKeyStatus, string> = {
  ACTIVE: 'Works',
  EXPIRED: 'Expired',
  REVOKED: 'Revoked',
};
