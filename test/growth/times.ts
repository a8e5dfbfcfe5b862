/** The times of the measured paths, in the order in which they were measured. */
export class Times {
  readonly #rows: [path: string, first: number, median: number | undefined, note: string][] = [];
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Measures the first run, and the median of `runs` further ones. */
  async measure(
    path: string,
    work: () => Promise<unknown>,
    { runs = 9 }: { runs?: number } = {},
  ): Promise<void> {
    const once = async () => {
      const start = performance.now();
      const note = await work();
      return { time: performance.now() - start, note: typeof note === 'string' ? note : '' };
    };
    const first = await once();
    const further: number[] = [];
    for (let run = 0; run < runs; run++) further.push((await once()).time);
    const median = further.toSorted((a, b) => a - b)[Math.floor(runs / 2)];
    this.#rows.push([path, first.time, median, first.note]);
    this.#log(`${path}: ${first.time.toFixed(0)} ms, then ${median?.toFixed(1) ?? '-'} ms ${first.note}`);
  }

  /** Returns a table of Markdown. */
  table(): string {
    const shown = (time: number | undefined) =>
      time === undefined
        ? ''
        : time < 100
          ? `${time.toFixed(1)} ms`
          : time < 10_000
            ? `${time.toFixed(0)} ms`
            : `${(time / 1000).toFixed(0)} s`;
    return [
      '| path | first | then | |',
      '| --- | --- | --- | --- |',
      ...this.#rows.map(
        ([path, first, median, note]) => `| ${path} | ${shown(first)} | ${shown(median)} | ${note} |`,
      ),
    ].join('\n');
  }
}
