/** What fills up again with time, for each key. Keys whose budget is full are forgotten. */
export class Budgets {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #spent = new Map<string, { points: number; at: number }>();
  #sweptAt = performance.now();

  /** `burst`: the most points at once; `perSecond`: how many come back in a second. */
  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** Takes the points; false when there are too few. */
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
