import { gql } from '@apollo/client';

/** All operations that this release of the app sends. */

export const SIGN_IN = gql`
  mutation SignIn($email: String!, $password: String!) {
    login(input: { email: $email, password: $password }) {
      accessToken
      refreshToken
      userErrors {
        code
        message
      }
    }
  }
`;

export const RENEW = gql`
  mutation Renew($refreshToken: String!) {
    refreshSession(input: { refreshToken: $refreshToken }) {
      accessToken
      refreshToken
      userErrors {
        code
      }
    }
  }
`;

export const BOARD = gql`
  query Board($tasks: Int = 5) {
    projects(first: 10) {
      nodes {
        id
        name
        tasks(first: $tasks) {
          nodes {
            ...Card
          }
        }
      }
    }
  }
  fragment Card on Task {
    id
    title
    status
  }
`;

export const ADD_TASK = gql`
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
      }
    }
  }
`;
