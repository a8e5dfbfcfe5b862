import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { type Context as Connected, makeServer, type Server } from 'graphql-ws';
import type { Admission, StartedSubscriber } from './admission.ts';
import type { Connection } from './connection.ts';
import { readCredentials } from './credentials.ts';
import { causeOf } from './execution.ts';
import type { SubscriptionLimits } from './limits.ts';
import type { Services } from '../core/services.ts';

type Client = Connected<Record<string, unknown>, Connection>;
type StartedArgs = ExecutionArgs & StartedSubscriber;

/** Creates the server side of graphql-transport-ws: authenticates clients, starts subscriptions and formats errors. */
export function createProtocol(
  services: Services,
  admission: Admission,
  { initTimeout }: SubscriptionLimits,
): Server<Connection> {
  async function connect({
    connectionParams = {},
    extra: connection,
  }: Client): Promise<{ retryAfterMs: number } | false> {
    const { incoming, headers } = connection;
    const identified = await readCredentials(services, incoming, connectionParams, headers);
    const rejection = await admission.identify(connection, identified);
    if (rejection === 'crowded')
      connection.sendAway(1013, 'You have too many connections. Close another one first.');
    if (rejection === 'unavailable') connection.sendAway(1013, 'The service is unavailable.');
    // The payload of `connection_ack`, for clients whose connection breaks without a close frame.
    return rejection === undefined && { retryAfterMs: connection.retryAfter };
  }

  return makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: initTimeout,
    onConnect: connect,
    onSubscribe: ({ extra }, _id, payload) => admission.start(extra, payload),
    subscribe: (args): AsyncIterableIterator<ExecutionResult> => (args as StartedArgs).subscriber.responses(),
    onNext: ({ extra }: Client, _id, _payload, _args, { errors, ...result }) =>
      errors ? { ...result, errors: admission.format(extra, errors) } : result,
    onError: ({ extra }: Client, _id, _payload, errors) => admission.format(extra, errors.map(unwrap)),
  });
}

/** graphql-ws wraps the error that ends a running subscription. */
const unwrap = (error: GraphQLError) => {
  const cause = causeOf(error);
  return cause instanceof GraphQLError ? cause : error;
};
