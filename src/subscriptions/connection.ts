import type { ExecutionArgs, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { CloseCode, type Context as Connected, makeServer, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { refuseSignedOut } from '../authorization/access.ts';
import { Context, type Incoming, type Services } from '../context.ts';
import { badUserInput, publicError } from '../errors.ts';
import { limitConcurrency } from './concurrency.ts';
import { readCredentials } from './credentials.ts';
import { createReader, type Subscription } from './document.ts';
import { answerEvent, startHearing } from './execution.ts';

/** One client's socket. */
export interface Connection {
  socket: WebSocket;
  headers: Record<string, string | string[] | undefined>;
  /** Who speaks, and in which organization they want to act, once they have said so. */
  incoming: Incoming;
  /** Subscriptions that run, or are about to. */
  subscriptions: number;
  expiry: NodeJS.Timeout | undefined;
}

type Client = Connected<Record<string, unknown>, Connection>;
type Started = ExecutionArgs & { answers: AsyncIterableIterator<ExecutionResult> };

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The protocol graphql-transport-ws: who may connect, what may be subscribed to, and what is answered. */
export function createProtocol(services: Services, schema: GraphQLSchema): Server<Connection> {
  const { config, logger, servingPool } = services;
  const { mostPerSocket, initTimeout } = config.subscriptions;
  const read = createReader(schema, config);
  // One event may be for thousands of subscriptions: requests must find a database connection beside them.
  const limited = limitConcurrency(Math.max(1, Math.floor((servingPool.options.max ?? 4) / 4)));

  async function connect({ connectionParams, extra: connection }: Client): Promise<boolean> {
    const { socket, headers } = connection;
    connection.incoming = await readCredentials(
      services,
      connection.incoming,
      connectionParams ?? {},
      headers,
    );
    const { claims } = connection.incoming;
    try {
      if (!claims || (await limited(() => isRefused(services, connection.incoming)))) return false;
    } catch (error) {
      publicError(error, connection.incoming.requestId, logger);
      socket.close(1013, 'Try again later.');
      return false;
    }
    connection.expiry = setTimeout(
      () => socket.close(CloseCode.Forbidden, 'The access token has expired.'),
      Math.min(LONGEST_TIMER_MS, claims.exp * 1000 - Date.now()),
    );
    if (socket.readyState !== socket.OPEN) clearTimeout(connection.expiry);
    return true;
  }

  async function start(connection: Connection, payload: Parameters<typeof read>[0]) {
    if (connection.subscriptions >= mostPerSocket)
      return [badUserInput(`A connection has at most ${mostPerSocket} subscriptions.`)];
    const subscription = read(payload);
    if ('length' in subscription) return subscription;
    connection.subscriptions++;
    try {
      const answers = await answersTo(connection, subscription);
      return { ...subscription, answers } satisfies Started;
    } catch (error) {
      connection.subscriptions--;
      return [error as GraphQLError];
    }
  }

  /** One answer for each event, in the order of the events. */
  async function answersTo(connection: Connection, subscription: Subscription): Promise<Started['answers']> {
    const { incoming, socket } = connection;
    const events = await limited(() => startHearing(services, incoming, subscription));
    let ended = false;
    const end = () => {
      events.end();
      if (!ended) connection.subscriptions--;
      ended = true;
      return { value: undefined, done: true as const };
    };
    events.onOverflow = () => closeSlow(socket);
    const answers: Started['answers'] = {
      async next() {
        const { value, done } = await events.next();
        if (done) return end();
        try {
          const answer = await limited(async () =>
            events.ended ? undefined : await answerEvent(services, incoming, subscription, value),
          );
          return answer ? { value: answer, done: false } : end();
        } catch (error) {
          end();
          throw error;
        }
      },
      return: async () => end(),
      [Symbol.asyncIterator]: () => answers,
    };
    return answers;
  }

  const format = ({ extra }: Client, errors: readonly GraphQLError[]) =>
    errors.map((error) => publicError(error, extra.incoming.requestId, logger));

  return makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: initTimeout,
    onConnect: connect,
    onSubscribe: ({ extra }, _id, payload) => start(extra, payload),
    subscribe: (args) => (args as Started).answers,
    onNext: (client, _id, _payload, _args, { errors, ...result }) =>
      errors ? { ...result, errors: format(client, errors) } : result,
    // What a subscription ends with arrives wrapped once more.
    onError: (client, _id, _payload, errors) =>
      format(
        client,
        errors.map((error) => (error.originalError as GraphQLError | undefined) ?? error),
      ),
    onClose: ({ extra }) => clearTimeout(extra.expiry),
  });
}

/** Whether the session that the credentials are of has ended, or its user may not sign in. */
async function isRefused(services: Services, incoming: Incoming): Promise<boolean> {
  const context = new Context(services, incoming, false);
  try {
    return refuseSignedOut(await context.access()) !== undefined;
  } finally {
    await context.transaction.rollback();
  }
}

export const closeSlow = (socket: WebSocket) => socket.close(1013, 'You read too slowly.');
