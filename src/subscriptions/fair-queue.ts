type Work = () => Promise<void>;

interface Lane {
  running: number;
  waiting: Work[];
}

/**
 * Runs at most `most` pieces of work at a time, at most `mostPerKey` of one key. Keys are served in turn, so that the
 * backlog of one delays no other by more than what runs already. The work of one key starts in its order.
 */
export class FairQueue {
  readonly #most: number;
  readonly #mostPerKey: number;
  readonly #lanes = new Map<string, Lane>();
  /** Keys with work that can start, each once, the longest waiting first. */
  #turns: string[] = [];
  #running = 0;

  constructor(most: number, mostPerKey = most) {
    this.#most = most;
    this.#mostPerKey = mostPerKey;
  }

  run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const lane = this.#lanes.get(key) ?? { running: 0, waiting: [] };
      this.#lanes.set(key, lane);
      lane.waiting.push(() => work().then(resolve, reject));
      if (lane.waiting.length === 1 && lane.running < this.#mostPerKey) this.#turns.push(key);
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < this.#most) {
      const key = this.#turns.shift();
      if (key === undefined) return;
      const lane = this.#lanes.get(key)!;
      const work = lane.waiting.shift()!;
      this.#running++;
      lane.running++;
      if (lane.waiting.length > 0 && lane.running < this.#mostPerKey) this.#turns.push(key);
      void work().finally(() => this.#end(key, lane));
    }
  }

  #end(key: string, lane: Lane): void {
    this.#running--;
    // A lane that ran as much as it may is not among the turns: it comes back, behind the others.
    if (lane.running-- === this.#mostPerKey && lane.waiting.length > 0) this.#turns.push(key);
    if (lane.running === 0 && lane.waiting.length === 0) this.#lanes.delete(key);
    this.#start();
  }
}
