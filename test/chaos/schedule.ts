import type { Random } from '../support/isolation/random.ts';

/** A fault as it is planned: times are in milliseconds. */
export interface Strike {
  at: number;
  victim: string;
  fault: string;
  /** How long it lasts until the victim is restarted or continued. */
  lasts: number;
}

/** The names of a victim's faults. Those in `momentary` need no end. */
export interface Target {
  name: string;
  faults: readonly string[];
  momentary?: readonly string[];
}

const FIRST_MS = 1_000;
/** Nothing ends later than this before the end, so that the victim is back. */
const LAST_MS = 4_000;
const SHORTEST_MS = 300;
/** Most faults are short, a few are longer than the clients' patience. */
const SHORT_MS = 3_000;
const LONG_MS = 9_000;
/** A victim that was restarted is left alone until it has worked for a while. */
const REST_MS = 4_000;

/**
 * Plans the faults of a run. All faults of all victims are shuffled and dealt like cards, so that a short run has each of
 * them about once. Now and then several victims are struck at once.
 */
export function planStrikes(random: Random, milliseconds: number, targets: Target[]): Strike[] {
  const strikes: Strike[] = [];
  const freeAt = new Map<string, number>();
  let cards: { target: Target; fault: string }[] = [];
  const draw = (at: number) => {
    const isFree = ({ target }: { target: Target }) => (freeAt.get(target.name) ?? 0) <= at;
    if (!cards.some(isFree)) cards = [...cards, ...shuffle(random, allCards(targets))];
    const index = cards.findIndex(isFree);
    return index < 0 ? undefined : cards.splice(index, 1)[0];
  };
  for (let at = FIRST_MS; at < milliseconds - LAST_MS; at += 700 + random.below(2_600)) {
    const several = random.chance(0.25) ? 2 + random.below(2) : 1;
    for (let count = 0; count < several; count++) {
      const card = draw(at);
      if (!card) break;
      const { target, fault } = card;
      const longest = Math.min(random.chance(0.15) ? LONG_MS : SHORT_MS, milliseconds - LAST_MS - at);
      const lasts = target.momentary?.includes(fault)
        ? 0
        : Math.min(SHORTEST_MS + random.below(LONG_MS), Math.max(SHORTEST_MS, longest));
      strikes.push({ at, victim: target.name, fault, lasts });
      freeAt.set(target.name, at + lasts + REST_MS);
    }
  }
  return strikes;
}

const allCards = (targets: Target[]) =>
  targets.flatMap((target) => target.faults.map((fault) => ({ target, fault })));

function shuffle<T>(random: Random, items: T[]): T[] {
  const left = [...items];
  return items.map(() => left.splice(random.below(left.length), 1)[0]!);
}
