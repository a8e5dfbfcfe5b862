/** A random number generator that returns the same numbers for the same seed. */
export interface Random {
  /** Returns a number from 0 to 1. */
  fraction(): number;
  pick<T>(values: readonly T[]): T;
}

/** A linear congruential generator. */
export function createRandom(seed: number): Random {
  let state = seed;
  const fraction = () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
  return { fraction, pick: (values) => values[Math.floor(fraction() * values.length)]! };
}
