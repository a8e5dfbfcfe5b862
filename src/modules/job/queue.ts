import type { WorkerEvents } from 'graphile-worker';
import { Turns } from './turns.ts';

const organizationOf = ({ payload }: { payload: unknown }): string | undefined =>
  (payload as { organizationId?: string } | null)?.organizationId;

/** Lets one job be taken from the queue at a time, so that whose turn it is counts for the next, too. */
export class Queue {
  readonly #turns: Turns;
  #taking: PromiseWithResolvers<void> | undefined;

  constructor(events: WorkerEvents, mostAtOnce: number) {
    this.#turns = new Turns(mostAtOnce);
    events.on('job:start', ({ job }) => {
      const organizationId = organizationOf(job);
      if (organizationId) this.#turns.start(organizationId);
      this.#taken();
    });
    events.on('job:complete', ({ job }) => {
      const organizationId = organizationOf(job);
      if (organizationId) this.#turns.end(organizationId);
    });
    events.on('worker:getJob:error', () => this.#taken());
    events.on('worker:getJob:empty', ({ worker }) => {
      const others = this.#turns.endRound();
      this.#taken();
      if (others) worker.nudge();
    });
  }

  /** Waits until the last one who takes a job has one. Answers whose jobs not to take. */
  async take(): Promise<string[]> {
    while (this.#taking) await this.#taking.promise;
    this.#taking = Promise.withResolvers();
    return this.#turns.waiting;
  }

  #taken(): void {
    const taking = this.#taking;
    this.#taking = undefined;
    taking?.resolve();
  }
}
