import { graphql } from './api/gql/index.ts';

/** All operations that this version of the app sends, except for the refresh of the session in `api`. */

export const SignIn = graphql(`
  mutation SignIn($email: String!, $password: String!) {
    login(input: { email: $email, password: $password }) {
      accessToken
      refreshToken
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const Viewer = graphql(`
  query Viewer {
    me {
      id
      fullName
    }
  }
`);

export const Board = graphql(`
  query Board($tasks: Int = 5) {
    projects(first: 10) {
      nodes {
        id
        name
        tasks(first: $tasks) {
          nodes {
            id
            title
            status
          }
        }
      }
    }
  }
`);

export const AddTask = graphql(`
  mutation AddTask($projectId: ID!, $title: String!) {
    createTask(input: { projectId: $projectId, title: $title }) {
      task {
        id
        title
        status
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);
