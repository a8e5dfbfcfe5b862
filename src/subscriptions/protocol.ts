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
import type { Connection } from './connection.ts';
import { SubscriptionCounts } from './counts.ts';
import { readCredentials } from './credentials.ts';
import { Dispatcher } from './dispatcher.ts';
import { createReader, toGraphQLError } from './document.ts';
import { causeOf, startHearing } from './execution.ts';
import { FairQueue } from './fair-queue.ts';
import { Hearing } from './hearing.ts';
import { callerOf, rightsKey } from './sharing.ts';
import type { SocketLimits } from './socket-limits.ts';

type Client = Connected<Record<string, unknown>, Connection>;
type Started = ExecutionArgs & { hearing: Hearing };

/** The protocol graphql-transport-ws: who may connect, what may be subscribed to, and what is answered. */
export function createProtocol(
  services: Services,
  schema: GraphQLSchema,
  findOperation: FindOperation,
  limits: SocketLimits,
): Server<Connection> {
  const { config, logger } = services;
  const { mostPerSocket, initTimeout } = config.subscriptions;
  const read = createReader(services, schema, findOperation);
  // Requests must find a database connection beside events, and new clients must not wait for events.
  const share = Math.ceil(config.database.poolSize / 4);
  const counts = new SubscriptionCounts(services);
  const dispatcher = new Dispatcher(services, share);
  const arrivals = new FairQueue(share, Math.ceil(share / 2));

  async function connect({ connectionParams = {}, extra: connection }: Client): Promise<boolean> {
    const { headers } = connection;
    const incoming = await readCredentials(services, connection.incoming, connectionParams, headers);
    connection.incoming = incoming;
    const caller = callerOf(incoming);
    if (!caller) return false;
    const leave = limits.enterAs(caller);
    if (!leave) {
      connection.close(1013, 'You have too many connections: close another one first.');
      return false;
    }
    connection.onClosed(leave);
    try {
      const access = await arrivals.run(caller, () => identify(services, incoming));
      if (refuseCredentials(access)) return false;
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
    if (connection.subscriptions >= mostPerSocket)
      return [badUserInput(`A connection has at most ${mostPerSocket} subscriptions.`)];
    connection.starting++;
    try {
      const { incoming } = connection;
      const subscription = await read(incoming, payload);
      if ('length' in subscription) return subscription;
      const { events, organizationId, release } = await arrivals.run(callerOf(incoming)!, () =>
        startHearing(services, incoming, subscription, counts),
      );
      const hearing = new Hearing(connection, subscription, events, release);
      dispatcher.attach(organizationId, hearing);
      return { ...subscription, hearing } satisfies Started;
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
    subscribe: (args): AsyncIterableIterator<ExecutionResult> => (args as Started).hearing.answers(),
    onNext: (client, _id, _payload, _args, { errors, ...result }) =>
      errors ? { ...result, errors: format(client, errors) } : result,
    onError: (client, _id, _payload, errors) => format(client, errors.map(unwrap)),
  });
}

/** What the credentials are worth now. */
async function identify(services: Services, incoming: Incoming): Promise<Access> {
  const context = new Context(services, incoming, false, 0);
  try {
    return await context.access();
  } finally {
    await context.transaction.rollback();
  }
}

/** What ends a subscription that runs arrives with one error more around it. */
const unwrap = (error: GraphQLError) => {
  const cause = causeOf(error);
  return cause instanceof GraphQLError ? cause : error;
};
