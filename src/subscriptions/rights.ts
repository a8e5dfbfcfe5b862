import type { Services } from '../context.ts';
import type { Hearing } from './hearing.ts';
import { rightsKey } from './sharing.ts';
import { findAccess } from './standing.ts';

/** How long rights that were read count, in milliseconds. */
const FRESH_MS = 250;

/**
 * What subscribers may do, as the database knows it.
 *
 * Security: an answer that is shared must not reach somebody who was removed, demoted or signed out. Rights therefore
 * count for an event only if they were read after it arrived, and for so short a time that who loses them hears nothing a
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
   * The rights of each subscription's caller, by caller, as a key that is the same for the same rights. Reads those of
   * `others` along with them, so that the next events find them.
   */
  async of(hearings: Hearing[], arrivedAt: number, others: () => Hearing[]): Promise<Map<string, string>> {
    const now = performance.now();
    const isKnown = ({ caller }: Hearing): boolean => {
      const known = this.#known.get(caller);
      return known !== undefined && known.readAt >= arrivedAt && now - known.readAt < FRESH_MS;
    };
    if (hearings.every(isKnown)) return this.#keysOf(hearings);
    const asked = new Map(
      [...hearings, ...others()].map((hearing) => [hearing.caller, hearing.connection.incoming]),
    );
    const found = await findAccess(this.#services, [...asked.values()]);
    for (const [caller, { readAt }] of this.#known) if (now - readAt >= FRESH_MS) this.#known.delete(caller);
    [...asked.keys()].forEach((caller, index) =>
      this.#known.set(caller, { key: rightsKey(found[index]!), readAt: now }),
    );
    return this.#keysOf(hearings);
  }

  #keysOf(hearings: Hearing[]): Map<string, string> {
    return new Map(hearings.map(({ caller }) => [caller, this.#known.get(caller)!.key]));
  }
}
