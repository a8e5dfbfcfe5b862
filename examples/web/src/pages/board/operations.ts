import { graphql } from '../../api/gql/index.ts';

export const CardFragment = graphql(`
  fragment Card on Task {
    id
    title
    status
    position
    version
    archivedAt
    assignee {
      id
      fullName
    }
    project {
      id
    }
  }
`);

export const BoardDocument = graphql(`
  query Board($projectId: ID!, $first: Int!, $after: String) {
    organization {
      id
      viewerCanCreateTasks
    }
    project(id: $projectId) {
      id
      name
      tasks(first: $first, after: $after, orderBy: { field: POSITION }) {
        totalCount
        edges {
          cursor
          node {
            id
            ...Card
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const TaskChanges = graphql(`
  subscription TaskChanges($projectId: ID!) {
    taskEvents(projectId: $projectId) {
      type
      taskId
      task {
        id
        ...Card
      }
    }
  }
`);

export const CreateTask = graphql(`
  mutation CreateTask($input: CreateTaskInput!) {
    createTask(input: $input) {
      task {
        id
        ...Card
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

/** Both fields, or none: what one refuses, the client shows, and the board returns to what the server has. */
export const MoveCard = graphql(`
  mutation MoveCard($update: UpdateTaskInput!, $move: MoveTaskInput!, $isPlaced: Boolean!) {
    updateTask(input: $update) {
      task {
        id
        ...Card
      }
      userErrors {
        code
        message
        field
      }
    }
    moveTask(input: $move) @include(if: $isPlaced) {
      task {
        id
        ...Card
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);
