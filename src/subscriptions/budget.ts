/** A token bucket for each key. Keys with a full bucket are removed. */
export class Budgets {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #spent = new Map<string, { points: number; at: number }>();
  #sweptAt = performance.now();

  /** `burst`: the size of a bucket in points. `perSecond`: the points that it regains per second. */
  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** Takes points. Returns false, and takes none, when there are too few. */
  take(key: string, points: number): boolean {
    const now = performance.now();
    this.#sweep(now);
    const spent = this.#spentOf(key, now) + points;
    if (spent > this.#burst) return false;
    this.#spent.set(key, { points: spent, at: now });
    return true;
  }

  #spentOf(key: string, now: number): number {
    const spent = this.#spent.get(key);
    return spent ? Math.max(0, spent.points - ((now - spent.at) / 1000) * this.#perSecond) : 0;
  }

  #sweep(now: number): void {
    const refillMs = (this.#burst / this.#perSecond) * 1000;
    if (now - this.#sweptAt < refillMs) return;
    this.#sweptAt = now;
    for (const key of this.#spent.keys()) if (this.#spentOf(key, now) === 0) this.#spent.delete(key);
  }
}
