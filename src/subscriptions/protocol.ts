import { type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import {
  CloseCode,
  type Context as Connected,
  makeServer,
  type Server,
  type SubscribePayload,
} from 'graphql-ws';
import { refuseInvalidCredentials } from '../authorization/access.ts';
import { callerOf } from '../core/caller.ts';
import { Context } from '../core/context.ts';
import { badUserInput } from '../errors.ts';
import { publicError } from '../graphql/public-error.ts';
import type { FindOperation } from '../modules/client/persisted-operations.ts';
import type { Connection } from './connection.ts';
import { SubscriptionCounts } from './counts.ts';
import { readCredentials } from './credentials.ts';
import { Dispatcher } from './dispatcher.ts';
import { createReader, toGraphQLError } from './document.ts';
import { causeOf, startSubscription } from './execution.ts';
import { FairQueue } from './fair-queue.ts';
import { Subscriber } from './subscriber.ts';
import { rightsKey } from './sharing.ts';
import type { SubscriptionLimits } from './limits.ts';
import type { SocketLimits } from './socket-limits.ts';
import type { CallerAccess } from '../core/access.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';

type Client = Connected<Record<string, unknown>, Connection>;
type StartedArgs = ExecutionArgs & { subscriber: Subscriber };

/** Creates the server side of graphql-transport-ws: authenticates clients, starts subscriptions and formats errors. */
export function createProtocol(
  services: Services,
  schema: GraphQLSchema,
  findOperation: FindOperation,
  limits: SubscriptionLimits,
  sockets: SocketLimits,
): Server<Connection> {
  const { config, logger } = services;
  const { maxPerSocket, initTimeout } = limits;
  const read = createReader(services, schema, findOperation);
  // Events and new clients each use at most a quarter of the database connections, so that requests and new clients need
  // not wait for events.
  const share = Math.ceil(config.database.poolSize / 4);
  const counts = new SubscriptionCounts(services);
  const dispatcher = new Dispatcher(services, share);
  const arrivals = new FairQueue(share, Math.ceil(share / 2));

  async function connect({ connectionParams = {}, extra: connection }: Client): Promise<boolean> {
    const { headers } = connection;
    const incoming = await readCredentials(services, connection.incoming, connectionParams, headers);
    connection.incoming = incoming;
    if (!incoming.claims && !incoming.apiKeyHash) return false;
    const caller = callerOf(incoming);
    const leave = sockets.enterAs(caller);
    if (!leave) {
      connection.close(1013, 'You have too many connections. Close another one first.');
      return false;
    }
    connection.onClosed(leave);
    try {
      const access = await arrivals.run(caller, () => readAccess(services, incoming));
      if (refuseInvalidCredentials(access)) return false;
      const { membership, viewer, apiKey } = access;
      connection.caller = {
        key: caller,
        organizationId: membership?.organizationId,
        ids: [viewer?.id, apiKey?.id],
        rights: rightsKey(access),
      };
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
    if (connection.subscriptions >= maxPerSocket)
      return [badUserInput(`A connection may have at most ${maxPerSocket} subscriptions.`)];
    connection.starting++;
    try {
      const { incoming } = connection;
      const subscription = await read(incoming, payload);
      if ('length' in subscription) return subscription;
      const { events, organizationId, release } = await arrivals.run(callerOf(incoming), () =>
        startSubscription(services, incoming, subscription, counts),
      );
      const subscriber = new Subscriber(connection, subscription, events, release);
      dispatcher.attach(organizationId, subscriber);
      return { ...subscription, subscriber } satisfies StartedArgs;
    } catch (error) {
      return [toGraphQLError(error)];
    } finally {
      connection.starting--;
    }
  }

  const format = ({ extra }: Client, errors: readonly GraphQLError[]) =>
    errors.map((error) => publicError(error, extra.incoming.requestId, logger));

  return makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: initTimeout,
    onConnect: connect,
    onSubscribe: ({ extra }, _id, payload) => start(extra, payload),
    subscribe: (args): AsyncIterableIterator<ExecutionResult> => (args as StartedArgs).subscriber.responses(),
    onNext: (client, _id, _payload, _args, { errors, ...result }) =>
      errors ? { ...result, errors: format(client, errors) } : result,
    onError: (client, _id, _payload, errors) => format(client, errors.map(unwrap)),
  });
}

/** Reads what the credentials allow now. */
async function readAccess(services: Services, incoming: RequestInfo): Promise<CallerAccess> {
  const context = new Context(services, incoming, false, 0);
  try {
    return await context.access();
  } finally {
    await context.transaction.rollback();
  }
}

/** graphql-ws wraps the error that ends a running subscription. */
const unwrap = (error: GraphQLError) => {
  const cause = causeOf(error);
  return cause instanceof GraphQLError ? cause : error;
};
