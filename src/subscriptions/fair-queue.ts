type Work = () => Promise<void>;

interface Lane {
  running: number;
  waiting: Work[];
}

/**
 * Runs at most `max` tasks concurrently, and at most `maxPerKey` of one key. Keys take turns, so that the backlog of one
 * key delays the others only by the tasks that are running. The tasks of one key start in order.
 */
export class FairQueue {
  readonly #max: number;
  readonly #maxPerKey: number;
  readonly #lanes = new Map<string, Lane>();
  /** Keys with a task that may start, each once, in the order of their turns. */
  #turns: string[] = [];
  #running = 0;

  constructor(max: number, maxPerKey = max) {
    this.#max = max;
    this.#maxPerKey = maxPerKey;
  }

  run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const lane = this.#lanes.get(key) ?? { running: 0, waiting: [] };
      this.#lanes.set(key, lane);
      lane.waiting.push(() => work().then(resolve, reject));
      if (lane.waiting.length === 1 && lane.running < this.#maxPerKey) this.#turns.push(key);
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < this.#max) {
      const key = this.#turns.shift();
      if (key === undefined) return;
      const lane = this.#lanes.get(key)!;
      const work = lane.waiting.shift()!;
      this.#running++;
      lane.running++;
      if (lane.waiting.length > 0 && lane.running < this.#maxPerKey) this.#turns.push(key);
      void work().finally(() => this.#end(key, lane));
    }
  }

  #end(key: string, lane: Lane): void {
    this.#running--;
    // A key that had reached its maximum is not in `#turns`. It is added again, behind the others.
    if (lane.running-- === this.#maxPerKey && lane.waiting.length > 0) this.#turns.push(key);
    if (lane.running === 0 && lane.waiting.length === 0) this.#lanes.delete(key);
    this.#start();
  }
}
