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
        },
      },
      Organization: { fields: { members: relayStylePagination(['filter', 'orderBy']) } },
      Project: { fields: { tasks: relayStylePagination(['filter', 'orderBy']) } },
      Task: { fields: { comments: relayStylePagination(['orderBy']) } },
    },
  });
