/** The promises that the run makes, and what broke them. */
export class Promises {
  readonly #broken = new Map<string, unknown[]>();
  #checked = 0;

  /** Notes that the promise was broken unless `kept`. `details` are printed. */
  check(promise: string, kept: boolean, details?: unknown): void {
    this.#checked++;
    if (!kept) this.broke(promise, details);
  }

  broke(promise: string, details?: unknown): void {
    const cases = this.#broken.get(promise) ?? [];
    this.#broken.set(promise, cases);
    cases.push(details);
  }

  get checked(): number {
    return this.#checked;
  }

  get areKept(): boolean {
    return this.#broken.size === 0;
  }

  /** One line for each broken promise, and some of its cases. */
  get lines(): string[] {
    return [...this.#broken].flatMap(([promise, cases]) => [
      `BROKEN: ${promise} (${cases.length} times)`,
      ...cases.slice(0, SHOWN).map((details) => `  ${text(details)}`),
    ]);
  }
}

const SHOWN = 5;
const text = (details: unknown) =>
  (details instanceof Error ? `${details.stack}` : (JSON.stringify(details) ?? '')).slice(0, 2000);
