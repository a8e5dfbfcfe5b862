/** Maximum number of jobs that an organization starts in one round. */
const MAX_PER_ROUND = 10;

/**
 * Decides whose jobs may start. In each round an organization starts at most `MAX_PER_ROUND` jobs; a round ends when no
 * other organization has a job. An organization also has a maximum of jobs that run at the same time. So an organization
 * with many jobs delays the jobs of others only by a few. Each process schedules by itself.
 */
export class Turns {
  readonly #maxRunning: number;
  readonly #running = new Map<string, number>();
  readonly #started = new Map<string, number>();

  constructor(maxRunning: number) {
    this.#maxRunning = maxRunning;
  }

  /** The organizations whose jobs must wait. */
  get waiting(): string[] {
    const busy = [...this.#running].filter(([, jobs]) => jobs >= this.#maxRunning);
    const served = [...this.#started].filter(([, jobs]) => jobs >= MAX_PER_ROUND);
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

  /** Ends the round, after no job was found. Returns whether an organization may have jobs that waited for the end. */
  endRound(): boolean {
    const hasWaited = [...this.#started.values()].some((jobs) => jobs >= MAX_PER_ROUND);
    this.#started.clear();
    return hasWaited;
  }
}
