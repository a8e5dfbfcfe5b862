import type pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { ConnectionScheduler } from '../../database/scheduler.ts';
import type { SystemDb } from '../../database/system.ts';
import type { SecretBox } from '../../secrets.ts';
import { limitConcurrency } from '../../subscriptions/concurrency.ts';
import { asTenant } from '../job/tenant.ts';
import { type Due, findDue } from './across-tenants.ts';
import {
  type ClaimedDelivery,
  claimDue,
  findRecipient,
  type Made,
  type Recipient,
  recordAttempts,
} from './claim.ts';
import { thin } from './message.ts';
import { judge } from './retry.ts';
import { secretPlace } from './secret-place.ts';
import type { Sender } from './sender.ts';
import { signedHeaders } from './signature.ts';

/** Requests to one endpoint at once. */
const ROUND = 10;
/** Endpoints of one organization, and of all, that are sent to at once. */
const MOST_ROUNDS_OF_ONE = 8;
const MOST_ROUNDS = 100;
/** Of those, how many use the database at once: the pool is there for others, too. */
const MOST_TRANSACTIONS = 5;

export interface DelivererServices {
  systemDb: SystemDb;
  servingPool: pg.Pool;
  scheduler: ConnectionScheduler;
  secrets: SecretBox;
  sender: Sender;
  settings: Pick<Config['webhooks'], 'retryDelays' | 'pollInterval'>;
  logger: Logger;
}

/**
 * Sends what is due, in rounds: a few deliveries to one endpoint are claimed in one transaction, sent at once outside
 * any, and recorded in another one. Each round is of one endpoint, so that a slow one holds up itself alone. What a
 * killed process has claimed comes due again.
 */
export class Deliverer {
  readonly #services: DelivererServices;
  readonly #waiting = new Map<string, Due>();
  readonly #running = new Map<string, { organizationId: string; ended: Promise<void> }>();
  readonly #timer: NodeJS.Timeout;
  readonly #inTurn = limitConcurrency(MOST_TRANSACTIONS);
  #stopped = false;
  #polling: Promise<void> | undefined;

  constructor(services: DelivererServices) {
    this.#services = services;
    this.#timer = setInterval(() => {
      this.#polling ??= this.#poll().finally(() => (this.#polling = undefined));
    }, services.settings.pollInterval);
  }

  /** Sends what is due for an organization's endpoints without waiting for the next look. */
  wake(organizationId: string, endpointIds: Iterable<string>): void {
    for (const endpointId of endpointIds) this.#waiting.set(endpointId, { organizationId, endpointId });
    this.#start();
  }

  /** Lets what is being sent finish; the rest stays due. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#polling;
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #poll(): Promise<void> {
    try {
      for (const due of await findDue(this.#services.systemDb, MOST_ROUNDS * 10))
        this.#waiting.set(due.endpointId, due);
      this.#start();
    } catch (error) {
      this.#services.logger.warn({ err: error }, 'could not look for webhooks that are due');
    }
  }

  #start(): void {
    for (const due of this.#waiting.values()) {
      if (this.#stopped || this.#running.size >= MOST_ROUNDS) return;
      const { organizationId, endpointId } = due;
      const rounds = [...this.#running.values()].filter((round) => round.organizationId === organizationId);
      if (this.#running.has(endpointId) || rounds.length >= MOST_ROUNDS_OF_ONE) continue;
      this.#waiting.delete(endpointId);
      this.#running.set(endpointId, { organizationId, ended: this.#round(due) });
    }
  }

  async #round(due: Due): Promise<void> {
    try {
      const sent = await deliverRound(this.#services, this.#inTurn, due);
      // There may be more: it waits in the line behind the others.
      if (sent === ROUND) this.#waiting.set(due.endpointId, due);
    } catch (error) {
      this.#services.logger.warn({ err: error, ...due }, 'a round of webhooks broke off');
    }
    this.#running.delete(due.endpointId);
    this.#start();
  }
}

/** Answers how many were sent. */
async function deliverRound(
  services: DelivererServices,
  inTurn: ReturnType<typeof limitConcurrency>,
  due: Due,
): Promise<number> {
  const transact = <T>(work: Parameters<typeof asTenant<T>>[2]) =>
    inTurn(() => asTenant(services, due.organizationId, work));
  const claimed = await transact(async (db, scope, status) => {
    const recipient = status === 'ACTIVE' ? await findRecipient(db, scope, due.endpointId) : undefined;
    return recipient && { recipient, deliveries: await claimDue(db, scope, due.endpointId, ROUND) };
  });
  if (!claimed || claimed.deliveries.length === 0) return 0;
  const { recipient, deliveries } = claimed;
  const place = secretPlace(due.organizationId);
  const secrets = recipient.secrets.map((sealed) => services.secrets.open(sealed, place));
  const made = await Promise.all(
    deliveries.map((delivery) => attempt(services, recipient, secrets, delivery)),
  );
  await transact((db, scope) => recordAttempts(db, scope, due.endpointId, made));
  return deliveries.length;
}

async function attempt(
  { sender, settings }: DelivererServices,
  { url, kind }: Recipient,
  secrets: Buffer[],
  { id, messageId, tries, payload }: ClaimedDelivery,
): Promise<Made> {
  const body = JSON.stringify(kind === 'THIN' ? thin(payload) : payload);
  const timestamp = Math.floor(Date.now() / 1000);
  const outcome = await sender.send(url, signedHeaders(secrets, { id: messageId, timestamp, body }), body);
  const { retryAfter: _retryAfter, ...kept } = outcome;
  return { id, verdict: judge(outcome, tries + 1, settings.retryDelays), attempt: kept };
}
