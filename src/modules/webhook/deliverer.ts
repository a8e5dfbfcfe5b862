import pLimit, { type LimitFunction } from 'p-limit';
import type { BackgroundDependencies, RunAsTenant } from '../../jobs/background.ts';
import { label } from '../../tracing/span-types.ts';
import { startRoot, untraced } from '../../tracing/tracing.ts';
import { type DueEndpoint, findDueEndpoints } from './system-queries.ts';
import {
  type ClaimedDelivery,
  claimDue,
  findRecipient,
  type AttemptResult,
  type Recipient,
  recordAttempts,
} from './delivery-store.ts';
import { toThinPayload } from './message.ts';
import { nextState } from './retry-policy.ts';
import { webhookSecretContext } from './secret-context.ts';
import { createSender, type Sender } from './sender.ts';
import { signedHeaders } from './signature.ts';

/*
 * How a webhook is delivered.
 *
 * An *endpoint* is a URL that an organization registered. A *message* is one event as it is sent, a *delivery* is one
 * message for one endpoint, and an *attempt* is one HTTP request of a delivery. The listener in fan-out.ts writes
 * messages and deliveries in the transaction of the job `announce`. This file sends them.
 *
 * 1. A delivery is due at `next_attempt_at`. The deliverer of each worker polls for endpoints with due deliveries, and
 *    `wake` tells it of new ones at once.
 * 2. A *round* sends a few deliveries to one endpoint, and endpoints wait in line for their next round. So a slow
 *    endpoint delays itself alone, and one organization has only some of all rounds.
 * 3. A round claims its deliveries in one transaction (delivery-store.ts): it moves `next_attempt_at` ahead by the
 *    lease, and `skip locked` lets other workers pass. It sends without any transaction (sender.ts), each message signed
 *    with all valid secrets (signature.ts). It records the attempts in another transaction.
 * 4. retry-policy.ts decides from the response whether the delivery succeeded, is retried after a pause, or failed for
 *    good. `recordAttempts` (delivery-store.ts) disables an endpoint that responded with 410, or whose attempts have all
 *    failed for five days, and adds a job that mails the organization's administrators.
 *
 * Failures. If a worker dies between sending and recording, the lease expires and another worker sends the delivery
 * again, so receivers must deduplicate by id. Order is not guaranteed; `sequence` shows it. While the database is down,
 * rounds fail and are logged, and polling continues. The deliveries of a suspended organization stay due.
 *
 * Security: a stranger chooses the URL, and could make this server call internal addresses or wait forever. sender.ts
 * checks the address when it connects, follows no redirects, and limits the time and the bytes of the response.
 */

/** The maximum number of concurrent requests to one endpoint. */
const ROUND = 10;
/** The maximum numbers of endpoints, of one organization and of all, that are sent to concurrently. */
const MAX_ROUNDS_PER_ORGANIZATION = 8;
const MAX_ROUNDS = 100;
/** The maximum number of them that use the database at the same time: the pool serves others, too. */
const MAX_TRANSACTIONS = 5;

type DelivererServices = Pick<
  BackgroundDependencies,
  'systemDb' | 'runAsTenant' | 'secrets' | 'webhooks' | 'logger'
> & { sender: Sender };

declare module '../../jobs/background.ts' {
  interface Background {
    webhookDeliverer: Pick<Deliverer, 'wake'>;
  }
}

/** Starts the deliverer of a worker process. */
export const startDeliverer = (dependencies: BackgroundDependencies) => new Deliverer(dependencies);

/** Sends the deliveries that are due, in rounds. */
class Deliverer {
  readonly #services: DelivererServices;
  readonly #waiting = new Map<string, DueEndpoint>();
  readonly #running = new Map<string, { organizationId: string; ended: Promise<void> }>();
  readonly #timer: NodeJS.Timeout;
  readonly #inTurn = pLimit(MAX_TRANSACTIONS);
  #stopped = false;
  #polling: Promise<void> | undefined;

  constructor(dependencies: BackgroundDependencies) {
    this.#services = { ...dependencies, sender: createSender(dependencies.webhooks) };
    this.#timer = setInterval(() => {
      this.#polling ??= this.#poll().finally(() => (this.#polling = undefined));
    }, dependencies.webhooks.pollInterval);
  }

  /** Sends due deliveries of an organization's endpoints without waiting for the next poll. */
  wake(organizationId: string, endpointIds: Iterable<string>): void {
    for (const endpointId of endpointIds) this.#waiting.set(endpointId, { organizationId, endpointId });
    this.#start();
  }

  /** Waits for requests in flight. Everything else stays due. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#polling;
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    await this.#services.sender.close();
  }

  async #poll(): Promise<void> {
    try {
      for (const due of await findDueEndpoints(this.#services.systemDb, MAX_ROUNDS * 10))
        this.#waiting.set(due.endpointId, due);
      this.#start();
    } catch (error) {
      this.#services.logger.warn({ err: error }, 'could not look for webhooks that are due');
    }
  }

  #start(): void {
    for (const due of this.#waiting.values()) {
      if (this.#stopped || this.#running.size >= MAX_ROUNDS) return;
      const { organizationId, endpointId } = due;
      const rounds = [...this.#running.values()].filter((round) => round.organizationId === organizationId);
      if (this.#running.has(endpointId) || rounds.length >= MAX_ROUNDS_PER_ORGANIZATION) continue;
      this.#waiting.delete(endpointId);
      // A round can serve other traces than that of the job that has woken it.
      this.#running.set(endpointId, { organizationId, ended: untraced(() => this.#round(due)) });
    }
  }

  async #round(due: DueEndpoint): Promise<void> {
    try {
      const sent = await deliverRound(this.#services, this.#inTurn, due);
      // There may be more deliveries: the endpoint queues behind the others.
      if (sent === ROUND) this.#waiting.set(due.endpointId, due);
    } catch (error) {
      this.#services.logger.warn({ err: error, ...due }, 'webhook round failed');
    }
    this.#running.delete(due.endpointId);
    this.#start();
  }
}

/** Returns the number of sent deliveries. */
async function deliverRound(
  services: DelivererServices,
  inTurn: LimitFunction,
  due: DueEndpoint,
): Promise<number> {
  const transact: RunAsTenant = (organizationId, work) =>
    inTurn(() => services.runAsTenant(organizationId, work));
  const claimed = await transact(due.organizationId, async (tenant, status) => {
    const recipient = status === 'ACTIVE' ? await findRecipient(tenant, due.endpointId) : undefined;
    return recipient && { recipient, deliveries: await claimDue(tenant, due.endpointId, ROUND) };
  });
  if (!claimed || claimed.deliveries.length === 0) return 0;
  const { recipient, deliveries } = claimed;
  const place = webhookSecretContext(due.organizationId);
  const secrets = recipient.secrets.map((sealed) => services.secrets.open(sealed, place));
  const made = await Promise.all(
    deliveries.map((delivery) => attempt(services, recipient, secrets, delivery)),
  );
  await transact(due.organizationId, (tenant) => recordAttempts(tenant, due.endpointId, made));
  return deliveries.length;
}

async function attempt(
  { sender, webhooks }: DelivererServices,
  { url, kind }: Recipient,
  secrets: Buffer[],
  { id, messageId, tries, payload, traceparent, tracestate }: ClaimedDelivery,
): Promise<AttemptResult> {
  const body = JSON.stringify(kind === 'THIN' ? toThinPayload(payload) : payload);
  const timestamp = Math.floor(Date.now() / 1000);
  const span = startRoot('webhook', () => ({ event: label(payload.type), attempt: tries + 1 }), {
    traceparent,
    tracestate,
  });
  const headers = {
    ...signedHeaders(secrets, { id: messageId, timestamp, body }),
    ...span?.headers,
  };
  const outcome = await sender.send(url, headers, body);
  span?.note({ status: outcome.status });
  span?.end(outcome.error === undefined ? undefined : { name: outcome.status ? 'Refused' : 'NoResponse' });
  const { retryAfter: _retryAfter, ...kept } = outcome;
  return { id, verdict: nextState(outcome, tries + 1, webhooks.retryDelays), attempt: kept };
}
