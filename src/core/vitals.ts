/**
 * The health of the parts that can fail without ending the process, such as the LISTEN connection. `/ready` lists the
 * failing parts, and `/metrics` shows all of them.
 */
export class Vitals {
  readonly #parts = new Map<string, () => boolean>();

  watch(part: string, works: () => boolean): void {
    this.#parts.set(part, works);
  }

  get all(): [part: string, works: boolean][] {
    return [...this.#parts].map(([part, works]) => [part, works()]);
  }

  get failing(): string[] {
    return this.all.filter(([, works]) => !works).map(([part]) => part);
  }
}
