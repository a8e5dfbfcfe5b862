import { InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** Lists grow in the cache, page by page. */
export const createCache = () =>
  new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          projects: relayStylePagination(['filter', 'orderBy']),
          invitations: relayStylePagination(['filter']),
          notifications: relayStylePagination(),
          apiKeys: relayStylePagination(['includeRevoked']),
          webhookEndpoints: relayStylePagination(),
          webhookDeliveries: relayStylePagination(['filter']),
        },
      },
      Organization: {
        fields: {
          members: relayStylePagination(['filter', 'orderBy']),
          // What a page selects of them replaces what another page selected.
          plan: { merge: false },
          usage: { merge: false },
        },
      },
      Project: { fields: { tasks: relayStylePagination(['filter', 'orderBy']) } },
      Task: { fields: { comments: relayStylePagination(['orderBy']) } },
    },
  });
