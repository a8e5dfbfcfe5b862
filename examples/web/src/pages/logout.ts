import type { ApolloClient } from '@apollo/client';
import { graphql } from '../api/gql/index.ts';

const SignOut = graphql(`
  mutation SignOut {
    logout {
      userErrors {
        code
        message
        field
      }
    }
  }
`);

const PATIENCE_MS = 5000;

/**
 * Ends the session at the server. Nobody waits long for that: the session ends here also when the server cannot be reached;
 * there it ends when it expires.
 */
export async function logout(client: ApolloClient): Promise<void> {
  const late = new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([client.mutate({ mutation: SignOut, context: { isSentOnce: true } }), late]);
}
