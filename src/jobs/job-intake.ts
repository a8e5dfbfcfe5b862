import type { WorkerEvents } from 'graphile-worker';
import { Turns } from './fair-scheduling.ts';

const organizationOf = ({ payload }: { payload: unknown }): string | undefined =>
  (payload as { organizationId?: string } | null)?.organizationId;

/**
 * Lets the workers of a run take jobs one after the other. If two took jobs at the same time, neither would count the
 * other's job, and an organization could start more jobs than it may.
 */
export class JobIntake {
  readonly #turns: Turns;
  #taking: PromiseWithResolvers<void> | undefined;

  constructor(events: WorkerEvents, maxRunning: number) {
    this.#turns = new Turns(maxRunning);
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
      const hasWaited = this.#turns.endRound();
      this.#taken();
      if (hasWaited) worker.nudge();
    });
  }

  /**
   * Waits for the turn to take a job. Returns the organizations whose jobs must not be taken. The turn ends by itself
   * when the job starts, when none was found, or when taking it failed.
   */
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
