import { InMemoryCache } from '@apollo/client';
import { print } from 'graphql';
import { SessionEnded, type UserError } from './errors.ts';
import { graphql } from './gql/index.ts';
import type { RefreshSessionMutation } from './gql/graphql.ts';

const RefreshSession = graphql(`
  mutation RefreshSession($refreshToken: String!) {
    refreshSession(input: { refreshToken: $refreshToken }) {
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

/** As it is registered: with the fields that the cache adds. */
const query = print(new InMemoryCache().transformDocument(RefreshSession));

export interface Tokens {
  accessToken: string;
  refreshToken: string;
}

/** Where the tokens are. All tabs share one store, so signing out in one signs out in all. */
export interface TokenStore {
  read(): Tokens | undefined;
  write(tokens: Tokens | undefined): void;
  /** Calls the listener after each change, also one by another tab. Returns how to stop. */
  onChange(listener: () => void): () => void;
}

/** Returns whose tokens these are. Only the server checks them: this tells people apart who use the same browser. */
export function userIdOf({ accessToken }: Tokens): string {
  const [, claims = ''] = accessToken.split('.');
  const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string };
  return sub;
}

/** Returns a session that has tokens only while this person is signed in, and none while somebody else is. */
export function sessionOf(session: Session, userId: string): Session {
  const { store } = session;
  const read = () => {
    const held = store.read();
    return held && userIdOf(held) === userId ? held : undefined;
  };
  return { ...session, store: { ...store, read } };
}

/** Keeps the tokens in `localStorage`. */
export function browserStore(key = 'polity.tokens'): TokenStore {
  const listeners = new Set<() => void>();
  const notify = () => listeners.forEach((listener) => listener());
  addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) notify();
  });
  return {
    read: () => JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined,
    write(tokens) {
      if (tokens) localStorage.setItem(key, JSON.stringify(tokens));
      else localStorage.removeItem(key);
      notify();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The name and version of the client, for which its operations were registered. */
export interface ClientAwareness {
  name: string;
  version: string;
}

export interface Session {
  store: TokenStore;
  uri: string;
  clientAwareness: ClientAwareness;
  /**
   * Exchanges the refresh token, unless another caller or tab has already replaced the access token `stale`.
   * @throws {SessionEnded} when the refresh token is no longer valid
   */
  refresh(stale: string | undefined): Promise<void>;
}

export function createSession(
  uri: string,
  clientAwareness: ClientAwareness,
  store: TokenStore = browserStore(),
): Session {
  let running: Promise<void> | undefined;

  async function exchange(stale: string | undefined): Promise<void> {
    const held = store.read();
    if (!held) throw new SessionEnded();
    if (held.accessToken !== stale) return;
    const { accessToken, refreshToken, userErrors } = await send(held.refreshToken);
    // Somebody has signed out or in meanwhile.
    if (store.read()?.refreshToken !== held.refreshToken) throw new SessionEnded();
    if (accessToken && refreshToken) return store.write({ accessToken, refreshToken });
    if (userErrors.length > 0) store.write(undefined);
    throw new SessionEnded();
  }

  async function send(refreshToken: string): Promise<RefreshedTokens> {
    const response = await fetchTwice(uri, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'apollographql-client-name': clientAwareness.name,
        'apollographql-client-version': clientAwareness.version,
      },
      body: JSON.stringify({ query, variables: { refreshToken } }),
    });
    const { data } = (await response.json()) as { data?: RefreshSessionMutation | null };
    if (!data?.refreshSession) throw new Error('The session cannot be refreshed at the moment.');
    return data.refreshSession;
  }

  return {
    store,
    uri,
    clientAwareness,
    refresh(stale) {
      running ??= oneTab(() => exchange(stale)).finally(() => (running = undefined));
      return running;
    },
  };
}

interface RefreshedTokens {
  accessToken?: string | null;
  refreshToken?: string | null;
  userErrors: readonly UserError[];
}

/** Sends again what got no response: within ten seconds, a used refresh token returns the same successor. */
const fetchTwice: typeof fetch = (...request) => fetch(...request).catch(() => fetch(...request));

/** Lets one tab at a time do the work. */
async function oneTab(work: () => Promise<void>): Promise<void> {
  const { locks } = globalThis.navigator;
  // Browsers have locks only on HTTPS and localhost. Without them, two tabs may refresh at once, which is also right.
  await (locks ? locks.request('polity.refresh', work) : work());
}
