import { graphql } from '../../api/gql/index.ts';

export const NotificationFragment = graphql(`
  fragment NotificationText on Notification {
    id
    kind
    isRead
    createdAt
    actor {
      id
      fullName
    }
    task {
      id
      title
    }
  }
`);

export const UnreadCount = graphql(`
  query UnreadCount {
    unreadNotificationCount
  }
`);

export const NotificationsDocument = graphql(`
  query Notifications($first: Int!, $after: String) {
    unreadNotificationCount
    notifications(first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ...NotificationText
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const NotificationAdded = graphql(`
  subscription NotificationAdded {
    notificationAdded {
      id
      ...NotificationText
    }
  }
`);

export const MarkRead = graphql(`
  mutation MarkRead($input: MarkNotificationReadInput!) {
    markNotificationRead(input: $input) {
      notification {
        id
        isRead
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const MarkAllRead = graphql(`
  mutation MarkAllRead {
    markAllNotificationsRead {
      affectedCount
      userErrors {
        code
        message
        field
      }
    }
  }
`);
