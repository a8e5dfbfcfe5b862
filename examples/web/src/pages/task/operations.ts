import { graphql } from '../../api/gql/index.ts';

export const TaskFragment = graphql(`
  fragment TaskDetails on Task {
    id
    title
    description
    status
    priority
    version
    viewerCanUpdate
    assignee {
      id
      fullName
    }
    project {
      id
      name
    }
  }
`);

export const TaskDocument = graphql(`
  query Task($id: ID!) {
    task(id: $id) {
      id
      ...TaskDetails
    }
    organization {
      id
      members(first: 100, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {
        nodes {
          id
          user {
            id
            fullName
          }
        }
      }
    }
  }
`);

export const UpdateTask = graphql(`
  mutation UpdateTask($input: UpdateTaskInput!) {
    updateTask(input: $input) {
      task {
        id
        ...TaskDetails
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const ThisTaskChanges = graphql(`
  subscription ThisTaskChanges($projectId: ID!) {
    taskEvents(projectId: $projectId) {
      type
      taskId
      task {
        id
        ...TaskDetails
      }
    }
  }
`);

export const CommentFragment = graphql(`
  fragment CommentText on Comment {
    id
    body
    createdAt
    author {
      id
      fullName
    }
    mentions {
      id
      fullName
    }
  }
`);

export const CommentsDocument = graphql(`
  query Comments($taskId: ID!, $first: Int!, $after: String) {
    me {
      id
      fullName
    }
    task(id: $taskId) {
      id
      comments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
        totalCount
        edges {
          cursor
          node {
            id
            ...CommentText
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

export const MentionableDocument = graphql(`
  query Mentionable($filter: MembershipFilter!) {
    organization {
      id
      members(first: 8, filter: $filter, orderBy: { field: NAME }) {
        nodes {
          id
          user {
            id
            fullName
            email
          }
        }
      }
    }
  }
`);

export const CreateComment = graphql(`
  mutation CreateComment($input: CreateCommentInput!) {
    createComment(input: $input) {
      comment {
        id
        ...CommentText
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const CommentChanges = graphql(`
  subscription CommentChanges($taskId: ID!) {
    commentEvents(taskId: $taskId) {
      type
      commentId
      comment {
        id
        ...CommentText
      }
    }
  }
`);
