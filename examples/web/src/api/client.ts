import {
  ApolloClient,
  ApolloLink,
  HttpLink,
  InMemoryCache,
  type OperationVariables,
  type TypedDocumentNode,
} from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { RetryLink } from '@apollo/client/link/retry';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { getOperationAST } from 'graphql';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { apiErrors, isApiError, requestError, SessionEnded, type UserError, UserErrors } from './errors.ts';
import { createLiveClient } from './live.ts';
import { operationIds } from './operation-ids.ts';
import { type Session, sessionOf } from './session.ts';

export interface ClientSettings {
  session: Session;
  /** The only person for whom the client sends anything, also after somebody else has signed in in another tab. */
  userId?: string | undefined;
  /** The organization in which the client acts; by default the one of the access token. */
  organizationId?: string | undefined;
  /** Whether registered queries are sent by GET, which lets HTTP caches keep the responses. */
  readsByGet?: boolean;
  cache?: InMemoryCache;
  /** Called when the session, the membership or the role may have ended. */
  onAccessChanged?: () => void;
  /** Called when the WebSocket is back. */
  onReconnect?: () => void;
}

/** Creates a client for one organization. Create another one for another organization: nothing cached is shared. */
export function createPolityClient(settings: ClientSettings): { client: ApolloClient; close(): void } {
  const { userId, organizationId, readsByGet = false, cache = new InMemoryCache() } = settings;
  const session = userId ? sessionOf(settings.session, userId) : settings.session;
  const socket = createLiveClient(session, organizationId, {
    // A query that fails reports its error where it is watched.
    onReconnect: () => {
      settings.onReconnect?.();
      void client.refetchObservableQueries().catch(() => undefined);
    },
    onAccessChanged: () => settings.onAccessChanged?.(),
  });
  const client = new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      new GraphQLWsLink(socket),
      httpLinks(session, organizationId, readsByGet),
    ),
    cache,
    clientAwareness: session.clientAwareness,
  });
  return {
    client,
    close() {
      client.stop();
      void socket.dispose();
    },
  };
}

function httpLinks(session: Session, organizationId: string | undefined, readsByGet: boolean): ApolloLink {
  /** Gives each mutation a key, before the link that sends it again, so that it runs once however often it is sent. */
  const once = new SetContextLink(({ headers }, { operationType }) =>
    operationType === 'mutation' ? { headers: { 'idempotency-key': randomKey(), ...headers } } : {},
  );

  /** Sends again what got no response, or what the server could not do at that moment, unless the caller does that. */
  const retry = new RetryLink({
    delay: { initial: 200, max: 5000, jitter: true },
    attempts: {
      max: 5,
      retryIf: (error, operation) =>
        !operation.getContext()['isSentOnce'] &&
        !(error instanceof SessionEnded) &&
        (apiErrors(error).length === 0 || isApiError(error, 'SERVICE_UNAVAILABLE', 'EVENT_BACKLOG')),
    },
  });

  /** Distinguishes a lost connection from a fault of the client itself. */
  const named = new ApolloLink((operation, forward) =>
    forward(operation).pipe(catchError((error) => throwError(() => requestError(error)))),
  );

  const refresh = new ErrorLink(({ error, operation, forward }) => {
    if (!isApiError(error, 'UNAUTHENTICATED') || !session.store.read()) return undefined;
    const stale = operation.getContext()['sentToken'] as string | undefined;
    return from(session.refresh(stale)).pipe(switchMap(() => forward(operation)));
  });

  // An operation can name another organization of the person.
  const authorize = new SetContextLink((context) => {
    const { headers, organizationId: selected = organizationId } = context as SentContext;
    const accessToken = session.store.read()?.accessToken;
    return {
      sentToken: accessToken,
      headers: {
        ...headers,
        ...(accessToken && { authorization: `Bearer ${accessToken}` }),
        ...(selected && { 'x-organization-id': selected }),
        // A GET has no content type: without this header, any page could have sent it.
        ...(readsByGet && { 'apollo-require-preflight': 'true' }),
      },
    };
  });

  // An unregistered operation is sent in full the second time. A server that knows no mutation has no registrations.
  const persisted = new PersistedQueryLink({
    useGETForHashedQueries: readsByGet,
    generateHash: (document) => operationIds[getOperationAST(document)?.name?.value ?? ''] ?? '',
    retry: ({ meta }) => meta.persistedQueryNotFound,
    disable: ({ meta, operation }) => meta.persistedQueryNotFound && operation.operationType === 'mutation',
  });

  const { uri } = session;
  return ApolloLink.from([once, retry, named, refresh, authorize, persisted, new HttpLink({ uri })]);
}

interface SentContext {
  headers?: Record<string, string>;
  organizationId?: string | undefined;
}

/** `crypto.randomUUID` exists only on HTTPS and localhost. */
export const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

type Refusable = { userErrors: readonly UserError[] } | null | undefined;

/**
 * Sends a mutation and returns its data.
 * @throws {UserErrors} when a field refused its input; other errors as Apollo Client throws them
 */
export async function mutate<Data extends object, Variables extends OperationVariables>(
  client: ApolloClient,
  mutation: TypedDocumentNode<Data, Variables>,
  options: Omit<ApolloClient.MutateOptions<Data, Variables>, 'mutation'>,
): Promise<Data> {
  const { data } = await client.mutate({ mutation, ...options } as ApolloClient.MutateOptions<
    Data,
    Variables
  >);
  const refused = Object.values((data ?? {}) as Record<string, Refusable>).flatMap(
    (field) => field?.userErrors ?? [],
  );
  if (refused.length > 0) throw new UserErrors(refused, data as Data);
  return data as Data;
}
