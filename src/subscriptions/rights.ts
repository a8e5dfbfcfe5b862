import type { Subscriber } from './subscriber.ts';
import { rightsKey } from './sharing.ts';
import { findAccess } from './caller-status.ts';
import { findSights } from './sights.ts';
import type { Services } from '../core/services.ts';

/** For how many milliseconds rights are cached. */
const FRESH_MS = 250;

/**
 * Caches the rights of subscribers.
 *
 * Security: a caller who was removed, demoted or signed out could receive a shared response. Rights are used for an event
 * only if they were read after it arrived, and they are cached so briefly that a caller who loses them receives nothing a
 * second later.
 */
export class Rights {
  readonly #services: Services;
  /** By caller. */
  readonly #known = new Map<string, { key: string; readAt: number }>();

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Returns a key of the rights by caller. Equal rights have equal keys. Also reads the rights of `others`, so that they are
   * cached for the next events.
   */
  async of(
    subscribers: Subscriber[],
    arrivedAt: number,
    others: () => Subscriber[],
  ): Promise<Map<string, string>> {
    const now = performance.now();
    const isKnown = ({ caller }: Subscriber): boolean => {
      const known = this.#known.get(caller);
      return known !== undefined && known.readAt >= arrivedAt && now - known.readAt < FRESH_MS;
    };
    if (subscribers.every(isKnown)) return this.#keysOf(subscribers);
    const asked = new Map(
      [...subscribers, ...others()].map((subscriber) => [subscriber.caller, subscriber.connection.incoming]),
    );
    const found = await findAccess(this.#services, [...asked.values()]);
    const sights = await findSights(this.#services, found);
    for (const [caller, { readAt }] of this.#known) if (now - readAt >= FRESH_MS) this.#known.delete(caller);
    [...asked.keys()].forEach((caller, index) =>
      this.#known.set(caller, { key: rightsKey(found[index]!, sights), readAt: now }),
    );
    return this.#keysOf(subscribers);
  }

  #keysOf(subscribers: Subscriber[]): Map<string, string> {
    return new Map(subscribers.map(({ caller }) => [caller, this.#known.get(caller)!.key]));
  }
}
