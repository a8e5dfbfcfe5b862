import { CloseCode } from 'graphql-ws';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { refuseInvalidCredentials } from '../authorization/access.ts';
import { callerOf } from '../core/caller.ts';
import { Context } from '../core/context.ts';
import { badUserInput } from '../errors.ts';
import { publicError } from '../graphql/public-error.ts';
import type { FindOperation } from '../modules/client/persisted-operations.ts';
import type { Connection } from './connection.ts';
import { SubscriptionCounts } from './counts.ts';
import { Dispatcher } from './dispatcher.ts';
import { createReader, type Subscription, type SubscriptionRequest, toGraphQLError } from './document.ts';
import { startSubscription } from './execution.ts';
import { FairQueue } from './fair-queue.ts';
import { Subscriber } from './subscriber.ts';
import { rightsKey } from './sharing.ts';
import { traceStart } from './traced.ts';
import type { SubscriptionLimits } from './limits.ts';
import type { SocketLimits } from './socket-limits.ts';
import type { CallerAccess } from '../core/access.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';

/** Why a caller is not admitted: their credentials, their number of connections, or the database. */
export type Rejection = 'unknown' | 'crowded' | 'unavailable';

export type StartedSubscriber = Subscription & { subscriber: Subscriber };

/** Admits the callers of all connections of this process, and starts their subscriptions. */
export class Admission {
  readonly #services: Services;
  readonly #sockets: SocketLimits;
  readonly #maxPerSocket: number;
  readonly #read: ReturnType<typeof createReader>;
  readonly #counts: SubscriptionCounts;
  readonly #dispatcher: Dispatcher;
  readonly #arrivals: FairQueue;

  constructor(
    services: Services,
    schema: GraphQLSchema,
    findOperation: FindOperation,
    limits: SubscriptionLimits,
    sockets: SocketLimits,
  ) {
    // Events and new clients each use at most a quarter of the database connections, so that requests and new clients
    // need not wait for events.
    const share = Math.ceil(services.config.database.poolSize / 4);
    this.#services = services;
    this.#sockets = sockets;
    this.#maxPerSocket = limits.maxPerSocket;
    this.#read = createReader(services, schema, findOperation);
    this.#counts = new SubscriptionCounts(services);
    this.#dispatcher = new Dispatcher(services, share);
    this.#arrivals = new FairQueue(share, Math.ceil(share / 2));
  }

  /** Checks the credentials, and closes the connection when they expire. Returns why the caller is rejected, if so. */
  async identify(connection: Connection, incoming: RequestInfo): Promise<Rejection | undefined> {
    connection.incoming = incoming;
    if (!incoming.claims && !incoming.apiKeyHash) return 'unknown';
    const caller = callerOf(incoming);
    const leave = this.#sockets.enterAs(caller);
    if (!leave) return 'crowded';
    connection.onClosed(leave);
    try {
      const access = await this.#arrivals.run(caller, () => readAccess(this.#services, incoming));
      if (refuseInvalidCredentials(access)) return 'unknown';
      const { membership, viewer, apiKey } = access;
      connection.caller = {
        key: caller,
        organizationId: membership?.organizationId,
        ids: [viewer?.id, apiKey?.id],
        rights: rightsKey(access),
      };
    } catch (error) {
      publicError(error, incoming.requestId, this.#services.logger);
      return 'unavailable';
    }
    if (incoming.claims) {
      const left = incoming.claims.exp * 1000 - Date.now();
      connection.closeAfter(left, CloseCode.Forbidden, 'The access token has expired.');
    }
    return undefined;
  }

  /** Starts a subscription. Returns the errors for which it is rejected, if so. */
  async start(
    connection: Connection,
    request: SubscriptionRequest,
  ): Promise<StartedSubscriber | readonly GraphQLError[]> {
    if (connection.subscriptions >= this.#maxPerSocket)
      return [badUserInput(`A connection may have at most ${this.#maxPerSocket} subscriptions.`)];
    connection.starting++;
    try {
      const { incoming } = connection;
      const subscription = await this.#read(incoming, request);
      if ('length' in subscription) return subscription;
      const { events, organizationId, release } = await this.#arrivals.run(callerOf(incoming), () =>
        traceStart(incoming, subscription, () =>
          startSubscription(this.#services, incoming, subscription, this.#counts),
        ),
      );
      const subscriber = new Subscriber(connection, subscription, events, release);
      this.#dispatcher.attach(organizationId, subscriber);
      return { ...subscription, subscriber };
    } catch (error) {
      return [toGraphQLError(error)];
    } finally {
      connection.starting--;
    }
  }

  /** Returns the errors as the client gets them. */
  format({ incoming }: Connection, errors: readonly GraphQLError[]): GraphQLFormattedError[] {
    return errors.map((error) => publicError(error, incoming.requestId, this.#services.logger));
  }
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
