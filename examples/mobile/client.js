import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  HttpLink,
  InMemoryCache,
  ServerError,
} from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { RetryLink } from '@apollo/client/link/retry';
import { getOperationAST } from 'graphql';
import { from, switchMap } from 'rxjs';

const { operations } = JSON.parse(readFileSync(new URL('manifest.json', import.meta.url), 'utf8'));
const ids = new Map(operations.map(({ name, id }) => [name, id]));

/**
 * Creates a client for one server. `session` holds the tokens and is updated when they are refreshed; on a phone, store
 * them in the keychain. `clientAwareness` is the name and version for which the manifest was registered.
 */
export function createClient({ uri, session, clientAwareness }) {
  let renewing;

  async function renew() {
    const response = await fetch(uri, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'apollographql-client-name': clientAwareness.name,
        'apollographql-client-version': clientAwareness.version,
      },
      body: JSON.stringify({
        documentId: ids.get('Renew'),
        variables: { refreshToken: session.refreshToken },
      }),
    });
    const { refreshSession } = (await response.json()).data;
    if (!refreshSession || refreshSession.userErrors.length > 0) throw new Error('Sign in again.');
    session.accessToken = refreshSession.accessToken;
    session.refreshToken = refreshSession.refreshToken;
  }

  /** Sets one idempotency key for each mutation, before the link that retries it, so that it runs once however often it is sent. */
  const once = new SetContextLink(({ headers }, { operationType }) =>
    operationType === 'mutation' ? { headers: { ...headers, 'idempotency-key': randomUUID() } } : {},
  );

  /** Retries operations without a response. A response with an error is a response. */
  const retry = new RetryLink({
    delay: { initial: 200, max: 5000, jitter: true },
    attempts: {
      max: 5,
      retryIf: (error) =>
        !CombinedGraphQLErrors.is(error) && !(ServerError.is(error) && error.statusCode < 500),
    },
  });

  const renewOnce = new ErrorLink(({ error, operation, forward }) => {
    const isRefused =
      CombinedGraphQLErrors.is(error) &&
      error.errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
    if (!isRefused || !session.refreshToken) return undefined;
    renewing ??= renew().finally(() => (renewing = undefined));
    return from(renewing).pipe(switchMap(() => forward(operation)));
  });

  const authorize = new SetContextLink(({ headers }) => ({
    headers: {
      ...headers,
      // A GET has no content type: without this header, any page could have sent it.
      'apollo-require-preflight': 'true',
      ...(session.accessToken && { authorization: `Bearer ${session.accessToken}` }),
    },
  }));

  const named = new PersistedQueryLink({
    generateHash: (document) => ids.get(getOperationAST(document).name.value),
    useGETForHashedQueries: true,
    // The server has the manifest, so operations are never sent.
    disable: () => false,
    retry: () => false,
  });

  return new ApolloClient({
    link: ApolloLink.from([once, retry, renewOnce, authorize, named, new HttpLink({ uri })]),
    cache: new InMemoryCache(),
    clientAwareness,
  });
}

/** Signs in, and stores the tokens in the session that the client was created with. */
export async function signIn(client, session, document, variables) {
  const { data } = await client.mutate({ mutation: document, variables });
  const { accessToken, refreshToken, userErrors } = data.login;
  if (userErrors.length > 0) throw new Error(userErrors.map(({ message }) => message).join(' '));
  Object.assign(session, { accessToken, refreshToken });
}

/** Returns whether the server has retired this release of the app. */
export const isOutdated = (error) => {
  const text = ServerError.is(error) ? error.bodyText : JSON.stringify(error.errors ?? []);
  return text.includes('"CLIENT_UPGRADE_REQUIRED"');
};
