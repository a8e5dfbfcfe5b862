import { type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import {
  CloseCode,
  type Context as Connected,
  makeServer,
  type Server,
  type SubscribePayload,
} from 'graphql-ws';
import { type Access, refuseCredentials } from '../authorization/access.ts';
import { Context, type Incoming, type Services } from '../context.ts';
import { badUserInput, publicError } from '../errors.ts';
import type { FindOperation } from '../graphql/persisted.ts';
import { limitConcurrency } from './concurrency.ts';
import type { Connection } from './connection.ts';
import { readCredentials } from './credentials.ts';
import { createReader, type Subscription, toGraphQLError } from './document.ts';
import { answerEvent, startHearing } from './execution.ts';

type Client = Connected<Record<string, unknown>, Connection>;
type Answers = AsyncIterableIterator<ExecutionResult>;
type Started = ExecutionArgs & { answers: Answers };

/** The protocol graphql-transport-ws: who may connect, what may be subscribed to, and what is answered. */
export function createProtocol(
  services: Services,
  schema: GraphQLSchema,
  findOperation: FindOperation,
): Server<Connection> {
  const { config, logger } = services;
  const { mostPerSocket, initTimeout } = config.subscriptions;
  const read = createReader(services, schema, findOperation);
  // One event may be for thousands of subscriptions: requests must find a database connection beside them.
  const limited = limitConcurrency(Math.ceil(config.database.poolSize / 4));

  async function connect({ connectionParams = {}, extra: connection }: Client): Promise<boolean> {
    const { headers } = connection;
    const incoming = await readCredentials(services, connection.incoming, connectionParams, headers);
    connection.incoming = incoming;
    try {
      const { claims, apiKeyHash } = incoming;
      if (!(claims || apiKeyHash)) return false;
      const access = await limited(() => identify(services, incoming));
      if (refuseCredentials(access)) return false;
      const { membership, viewer, apiKey } = access;
      connection.caller = { organizationId: membership?.organizationId, ids: [viewer?.id, apiKey?.id] };
    } catch (error) {
      publicError(error, incoming.requestId, logger);
      connection.close(1013, 'Try again later.');
      return false;
    }
    if (incoming.claims) {
      const left = incoming.claims.exp * 1000 - Date.now();
      connection.closeAfter(left, CloseCode.Forbidden, 'The access token has expired.');
    }
    return true;
  }

  async function start(connection: Connection, payload: SubscribePayload) {
    if (connection.subscriptions >= mostPerSocket)
      return [badUserInput(`A connection has at most ${mostPerSocket} subscriptions.`)];
    connection.starting++;
    try {
      const subscription = await read(connection.incoming, payload);
      if ('length' in subscription) return subscription;
      const events = await limited(() => startHearing(services, connection.incoming, subscription));
      return { ...subscription, answers: answersTo(events, connection, subscription) } satisfies Started;
    } catch (error) {
      return [toGraphQLError(error)];
    } finally {
      connection.starting--;
    }
  }

  /** One answer for each event, in the order of the events. */
  function answersTo(
    events: Awaited<ReturnType<typeof startHearing>>,
    connection: Connection,
    subscription: Subscription,
  ): Answers {
    const { incoming, hearing } = connection;
    hearing.add(events);
    events.onOverflow = () => connection.closeSlow();
    const end = () => {
      events.end();
      hearing.delete(events);
      return { value: undefined, done: true as const };
    };
    const answer = (event: unknown) =>
      // While it waited for its turn, the client may have gone.
      limited(async () =>
        events.ended || !connection.isOpen
          ? undefined
          : await answerEvent(services, incoming, subscription, event),
      );
    const answers: Answers = {
      async next() {
        const { value: event, done } = await events.next();
        if (done) return end();
        try {
          const value = await answer(event);
          return value ? { value, done: false } : end();
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
    onError: (client, _id, _payload, errors) => format(client, errors.map(unwrap)),
  });
}

/** What the credentials are worth now. */
async function identify(services: Services, incoming: Incoming): Promise<Access> {
  const context = new Context(services, incoming, false);
  try {
    return await context.access();
  } finally {
    await context.transaction.rollback();
  }
}

/** What ends a subscription that runs arrives with one error more around it. */
const unwrap = (error: GraphQLError) =>
  error.originalError instanceof GraphQLError ? error.originalError : error;
