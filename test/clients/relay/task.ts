import { graphql } from 'relay-runtime';

export const details = graphql`
  fragment task_details on Task @refetchable(queryName: "taskDetailsRefetchQuery") {
    title
    status
    version
    assignee {
      fullName
    }
  }
`;

export const create = graphql`
  mutation taskCreateMutation($input: CreateTaskInput!, $connections: [ID!]!) {
    createTask(input: $input) {
      task @prependNode(connections: $connections, edgeTypeName: "TaskEdge") {
        ...task_details
      }
      userErrors {
        code
        field
      }
    }
  }
`;

export const update = graphql`
  mutation taskUpdateMutation($input: UpdateTaskInput!) {
    updateTask(input: $input) {
      task {
        ...task_details
      }
      userErrors {
        code
        field
      }
    }
  }
`;

export const remove = graphql`
  mutation taskDeleteMutation($input: DeleteTaskInput!, $connections: [ID!]!) {
    deleteTask(input: $input) {
      deletedId @deleteEdge(connections: $connections)
      userErrors {
        code
        field
      }
    }
  }
`;
