import { type Cap, LIGHTEST_WEIGHT, type Shares, tenantCap } from './shares.ts';

/** A request for a connection. */
export interface Claim {
  /** The key of a user, an API key or a network. */
  caller: string;
  /** The organization to which the caller belongs, if the database has confirmed that. */
  organization: string | undefined;
  /** The organization that the request names. The caller need not belong to it. */
  requested: string | undefined;
  weight: number;
  /** Whether the operation has a low cost. */
  light: boolean;
  /** The size of the request's body, which stays in memory during the wait. */
  bytes: number;
  /** Whether the queue's limits do not apply. Used for jobs, whose number the worker limits. */
  patient?: boolean;
}

/** A claim in a queue. `tenant` is the present queue; a claim can move to another one. */
export interface Waiter<Granted> {
  claim: Claim;
  tenant: TenantQueue<Granted>;
  since: number;
  grant: (granted: Granted) => void;
}

interface CallerQueue<Granted> {
  light: Waiter<Granted>[];
  heavy: Waiter<Granted>[];
  bytes: number;
}

/** Time in which the number of strikes halves, in milliseconds. */
const HALF_LIFE = 30_000;
const MAX_STRIKES = 16;
/** The part of a held time that is charged over several requests, in milliseconds. */
const SHORT = 100;
const CHARGED_AT_ONCE = 1 / 16;

/** The held connections and the waiting claims of one tenant. Its callers take turns. */
export class TenantQueue<Granted> {
  readonly key: string;
  readonly #shares: Shares;
  weight = LIGHTEST_WEIGHT;
  held = 0;
  heldHeavy = 0;
  waitingLight = 0;
  waitingHeavy = 0;
  waitingBytes = 0;
  virtualTime = 0;
  /** Where it is among the waiting tenants, and the number by which it was added to them. */
  place: { index: number; number: number } | undefined;
  /** The time that is not charged yet, in milliseconds. */
  #owed = 0;
  #strikes = 0;
  #struckAt = 0;
  /** By caller, in the order of their turns. */
  readonly #callers = new Map<string, CallerQueue<Granted>>();

  constructor(key: string, shares: Shares) {
    this.key = key;
    this.#shares = shares;
  }

  get waiting(): number {
    return this.waitingLight + this.waitingHeavy;
  }

  /** The present cap. The penalty reduces the part for heavy requests. */
  get cap(): Cap {
    const { all, heavy } = tenantCap(this.#shares, this.weight);
    const penalty = this.penalty;
    return penalty === 0 ? { all, heavy } : { all, heavy: Math.max(1, Math.floor(heavy / (1 + penalty))) };
  }

  /** The weight and the cap for heavy requests are divided by `1 + penalty`. It is 0 with fewer than two strikes. */
  get penalty(): number {
    if (this.#strikes === 0) return 0;
    return Math.max(0, Math.floor(this.#strikesNow()) - 1);
  }

  /** Whether the tenant has no state that must be kept. */
  get isIdle(): boolean {
    return this.held === 0 && this.waiting === 0 && this.#strikesNow() < 1;
  }

  /** Adds a strike for a statement that timed out. */
  strike(): void {
    this.#strikes = Math.min(MAX_STRIKES, this.#strikesNow() + 1);
    this.#struckAt = performance.now();
  }

  /**
   * Charges the time that a connection was held. Most of a short time is charged with later ones: it varies by chance, and
   * after a slow request the next one would otherwise wait until all other tenants have used as much.
   */
  charge(milliseconds: number): void {
    const short = Math.min(milliseconds, SHORT);
    const part = (this.#owed + short) * CHARGED_AT_ONCE;
    this.#owed += short - part;
    this.virtualTime += this.#virtual(milliseconds - short + part);
  }

  /** Whether the tenant has used no more than its share at the virtual time `clock`. */
  isEven(clock: number): boolean {
    return this.virtualTime + this.#virtual(this.#owed) <= clock;
  }

  /** While a tenant has a penalty, its light requests count as heavy. */
  isHeavy({ light }: Claim): boolean {
    return !light || this.penalty > 0;
  }

  /** Returns the bytes of the caller's waiting claims. */
  bytesOf(caller: string): number {
    return this.#callers.get(caller)?.bytes ?? 0;
  }

  /** Returns the number of waiting claims of the same caller and the same kind, light or heavy. */
  waitingOf({ caller, light }: Claim): number {
    const waiting = this.#callers.get(caller);
    return (light ? waiting?.light : waiting?.heavy)?.length ?? 0;
  }

  /** Whether claims of the same caller wait that come before this one. */
  hasAhead({ caller, light }: Claim): boolean {
    const waiting = this.#callers.get(caller);
    return waiting !== undefined && (waiting.light.length > 0 || (!light && waiting.heavy.length > 0));
  }

  add(waiter: Waiter<Granted>): void {
    const { caller, light } = waiter.claim;
    const waiting = this.#callers.get(caller) ?? { light: [], heavy: [], bytes: 0 };
    this.#callers.set(caller, waiting);
    (light ? waiting.light : waiting.heavy).push(waiter);
    this.#count(waiting, waiter.claim, 1);
    waiter.tenant = this;
  }

  /** Removes a waiter. Returns false if it is not in the queue. */
  remove(waiter: Waiter<Granted>): boolean {
    const { caller, light } = waiter.claim;
    const waiting = this.#callers.get(caller);
    if (!waiting) return false;
    const queue = light ? waiting.light : waiting.heavy;
    const index = queue.indexOf(waiter);
    if (index < 0) return false;
    queue.splice(index, 1);
    this.#count(waiting, waiter.claim, -1);
    if (waiting.light.length + waiting.heavy.length === 0) this.#callers.delete(caller);
    return true;
  }

  /**
   * Returns the first waiter that `fits`: in the order of the callers' turns, light claims before heavy ones. Without
   * `mayBeHeavy` no claim that counts as heavy can fit.
   */
  next(mayBeHeavy: boolean, fits: (claim: Claim) => boolean): Waiter<Granted> | undefined {
    if (!mayBeHeavy && (this.waitingLight === 0 || this.penalty > 0)) return undefined;
    for (const { light, heavy } of this.#callers.values()) {
      if (light[0] && fits(light[0].claim)) return light[0];
      if (mayBeHeavy && heavy[0] && fits(heavy[0].claim)) return heavy[0];
    }
    return undefined;
  }

  /** Removes the waiter and ends its caller's turn. */
  take(waiter: Waiter<Granted>): void {
    const { caller } = waiter.claim;
    this.remove(waiter);
    const rest = this.#callers.get(caller);
    if (!rest) return;
    this.#callers.delete(caller);
    this.#callers.set(caller, rest);
  }

  waitersOf(caller: string): Waiter<Granted>[] {
    const waiting = this.#callers.get(caller);
    return waiting ? [...waiting.light, ...waiting.heavy] : [];
  }

  /** Returns how long the oldest claim has waited, in milliseconds. */
  oldestWait(): number {
    const now = performance.now();
    let oldest = now;
    for (const { light, heavy } of this.#callers.values())
      oldest = Math.min(oldest, light[0]?.since ?? now, heavy[0]?.since ?? now);
    return now - oldest;
  }

  #virtual(milliseconds: number): number {
    return (milliseconds / this.weight) * (1 + this.penalty);
  }

  #strikesNow(): number {
    return this.#strikes * 0.5 ** ((performance.now() - this.#struckAt) / HALF_LIFE);
  }

  #count(waiting: CallerQueue<Granted>, { light, bytes }: Claim, change: 1 | -1): void {
    if (light) this.waitingLight += change;
    else this.waitingHeavy += change;
    waiting.bytes += change * bytes;
    this.waitingBytes += change * bytes;
  }
}
