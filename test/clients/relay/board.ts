import { graphql } from 'relay-runtime';

export const board = graphql`
  query boardQuery($projectId: ID!, $count: Int!) {
    project(id: $projectId) {
      name
      ...board_tasks @arguments(count: $count)
    }
  }
`;

export const tasks = graphql`
  fragment board_tasks on Project
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "boardTasksPaginationQuery") {
    tasks(first: $count, after: $cursor) @connection(key: "board_tasks") {
      edges {
        node {
          ...task_details
        }
      }
    }
  }
`;
