import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { FindClientAddress } from '../util/client-address.ts';
import type { FindOperation } from '../modules/client/persisted-operations.ts';
import { Admission } from './admission.ts';
import { Connections } from './connections.ts';
import { fixedLimits, type SubscriptionLimits } from './limits.ts';
import type { SharedParts } from './shared-parts.ts';
import { addSockets } from './socket.ts';
import { SocketLimits } from './socket-limits.ts';
import { addStreams } from './stream.ts';
import type { Services } from '../core/services.ts';

/** How long a new client waits while the process has lost its LISTEN connection. */
const LISTEN_TIMEOUT_MS = 5_000;

export interface SubscriptionOptions {
  schema: GraphQLSchema;
  findOperation: FindOperation;
  findAddress: FindClientAddress;
  /** Overrides some of the limits. */
  limits?: Partial<SubscriptionLimits> | undefined;
}

/** Serves subscriptions on `WS /graphql` and as event streams on `/graphql/stream`, until the server closes. */
export function addSubscriptions(
  app: FastifyInstance,
  services: Services,
  { schema, findOperation, findAddress, limits: replaced }: SubscriptionOptions,
): void {
  const limits: SubscriptionLimits = { ...services.config.subscriptions, ...fixedLimits, ...replaced };
  const socketLimits = new SocketLimits(limits);
  const connections = new Connections(app, services, limits);
  const shared: SharedParts = {
    limits,
    socketLimits,
    connections,
    findAddress,
    admission: new Admission(services, schema, findOperation, limits, socketLimits),
    acceptsClients: async () =>
      (await services.events.whenListening(LISTEN_TIMEOUT_MS)) && !connections.isDraining,
  };
  addSockets(app, services, shared);
  addStreams(app, services, shared);
}
