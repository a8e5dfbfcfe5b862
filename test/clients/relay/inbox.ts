import { graphql } from 'relay-runtime';

export const inbox = graphql`
  query inboxQuery($count: Int!, $filter: TaskFilter) {
    ...inbox_tasks @arguments(count: $count, filter: $filter)
  }
`;

export const tasks = graphql`
  fragment inbox_tasks on Query
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
    filter: { type: "TaskFilter" }
  )
  @refetchable(queryName: "inboxTasksPaginationQuery") {
    tasks(last: $count, before: $cursor, filter: $filter) @connection(key: "inbox_tasks") {
      edges {
        node {
          ...task_details
        }
      }
    }
  }
`;
