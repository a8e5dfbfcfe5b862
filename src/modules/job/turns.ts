/** How many jobs of an organization start before those of all others have had their turn. */
const IN_A_ROW = 10;

/**
 * Whose job is next: organizations take turns, and none has more than so many jobs running at once, so that a noisy one
 * delays the others by a few jobs however many of its own wait. Each process takes turns for itself.
 */
export class Turns {
  readonly #mostAtOnce: number;
  readonly #running = new Map<string, number>();
  readonly #started = new Map<string, number>();

  constructor(mostAtOnce: number) {
    this.#mostAtOnce = mostAtOnce;
  }

  /** The organizations whose jobs are not to be started now. */
  get waiting(): string[] {
    const busy = [...this.#running].filter(([, jobs]) => jobs >= this.#mostAtOnce);
    const served = [...this.#started].filter(([, jobs]) => jobs >= IN_A_ROW);
    return [...new Set([...busy, ...served].map(([organizationId]) => organizationId))];
  }

  start(organizationId: string): void {
    for (const jobs of [this.#running, this.#started])
      jobs.set(organizationId, (jobs.get(organizationId) ?? 0) + 1);
  }

  end(organizationId: string): void {
    const left = (this.#running.get(organizationId) ?? 1) - 1;
    if (left > 0) this.#running.set(organizationId, left);
    else this.#running.delete(organizationId);
  }

  /** After nothing was found: everybody has had their turn. Answers whether somebody may have waited for that. */
  endRound(): boolean {
    const waited = [...this.#started.values()].some((jobs) => jobs >= IN_A_ROW);
    this.#started.clear();
    return waited;
  }
}
