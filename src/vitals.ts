/**
 * The parts of this process that can fail while it lives on: each says whether it works now. `/ready` names those that do
 * not, and `/metrics` has all of them.
 */
export class Vitals {
  readonly #parts = new Map<string, () => boolean>();

  watch(part: string, works: () => boolean): void {
    this.#parts.set(part, works);
  }

  /** Whether each part works. */
  get all(): [part: string, works: boolean][] {
    return [...this.#parts].map(([part, works]) => [part, works()]);
  }

  get failing(): string[] {
    return this.all.filter(([, works]) => !works).map(([part]) => part);
  }
}
