import { type Client, createClient } from 'graphql-ws';
import type { Session } from './session.ts';

export interface LiveEvents {
  /** Changes may have been missed: query again what is shown. */
  onReconnect(): void;
  /** The server ended the connection: the session, the membership or the role may have changed. */
  onAccessChanged(): void;
}

/** Connects to the server's WebSocket when the first subscription starts. Reconnects until it is disposed. */
export function createLiveClient(
  session: Session,
  organizationId: string | undefined,
  { onReconnect, onAccessChanged }: LiveEvents,
): Client {
  let sent: string | undefined;
  let refused: string | undefined;
  let retryAfter: number | undefined;
  return createClient({
    url: session.uri.replace(/^http/, 'ws'),
    connectionParams: async () => {
      // Nothing to do if an operation over HTTP has refreshed it meanwhile.
      if (refused) await session.refresh(refused).catch(() => undefined);
      refused = undefined;
      sent = session.store.read()?.accessToken;
      const { name, version } = session.clientAwareness;
      return {
        authorization: `Bearer ${sent ?? ''}`,
        ...(organizationId && { 'x-organization-id': organizationId }),
        'apollographql-client-name': name,
        'apollographql-client-version': version,
      };
    },
    keepAlive: 15_000,
    retryAttempts: Infinity,
    shouldRetry: () => session.store.read() !== undefined,
    retryWait: async (retries) => {
      // As long as the server told, else ever longer, up to a minute. An expired token is refreshed at once.
      const backoff = 1000 * Math.min(60, 2 ** retries) * Math.random();
      const wait = refused && retries === 0 ? 0 : (retryAfter ?? backoff);
      retryAfter = undefined;
      await new Promise((resolve) => setTimeout(resolve, wait));
    },
    on: {
      closed: (event) => {
        const { code, reason } = event as { code?: number; reason?: string };
        const told = /Retry after (\d+) ms/.exec(reason ?? '');
        if (told) retryAfter = Number(told[1]);
        if (code !== 4403) return;
        refused = sent;
        onAccessChanged();
      },
      connected: (_socket, payload, wasRetry) => {
        retryAfter = (payload as { retryAfterMs?: number } | undefined)?.retryAfterMs;
        if (wasRetry) onReconnect();
      },
    },
  });
}
