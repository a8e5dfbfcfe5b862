import { type Cap, LIGHTEST_WEIGHT, type Shares, tenantCap } from './shares.ts';

/** Who asks for a connection, and what for. */
export interface Claim {
  /** A user, an API key or a network. */
  caller: string;
  /** The organization that the caller is known to belong to. */
  organization: string | undefined;
  /** The organization that the request names, whether or not the caller belongs to it. */
  requested: string | undefined;
  weight: number;
  /** Whether the operation costs little. */
  light: boolean;
  /** How long the request's body is, which stays in memory while it waits. */
  bytes: number;
  /** Whether it waits however many wait already: a job, which is limited where it is started. */
  patient?: boolean;
}

/** A claim in a queue. `tenant` is the queue that it is in, which may change. */
export interface Waiter<Granted> {
  claim: Claim;
  tenant: TenantQueue<Granted>;
  since: number;
  grant: (granted: Granted) => void;
}

interface Waiting<Granted> {
  light: Waiter<Granted>[];
  heavy: Waiter<Granted>[];
  bytes: number;
}

/** Milliseconds in which half of the strikes are forgotten. */
const HALF_LIFE = 30_000;
const MOST_STRIKES = 16;

/** What one tenant holds and waits for: its callers take turns. */
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
  #strikes = 0;
  #struckAt = 0;
  /** By caller, the next one first. */
  readonly #callers = new Map<string, Waiting<Granted>>();

  constructor(key: string, shares: Shares) {
    this.key = key;
    this.#shares = shares;
  }

  get waiting(): number {
    return this.waitingLight + this.waitingHeavy;
  }

  /** What it may hold now. */
  get cap(): Cap {
    const { all, heavy } = tenantCap(this.#shares, this.weight);
    const penalty = this.penalty;
    return penalty === 0 ? { all, heavy } : { all, heavy: Math.max(1, Math.floor(heavy / (1 + penalty))) };
  }

  /** How many times its share is divided, beside once: 0 unless its statements timed out again and again. */
  get penalty(): number {
    if (this.#strikes === 0) return 0;
    return Math.max(0, Math.floor(this.#strikesNow()) - 1);
  }

  /** Whether nothing would be lost if it were forgotten. */
  get isIdle(): boolean {
    return this.held === 0 && this.waiting === 0 && this.#strikesNow() < 1;
  }

  /** Notes a statement that timed out. */
  strike(): void {
    this.#strikes = Math.min(MOST_STRIKES, this.#strikesNow() + 1);
    this.#struckAt = performance.now();
  }

  /** Charges the time that a connection was held. */
  charge(milliseconds: number): void {
    this.virtualTime += (milliseconds / this.weight) * (1 + this.penalty);
  }

  /** Light requests of a tenant that is punished count as heavy. */
  isHeavy({ light }: Claim): boolean {
    return !light || this.penalty > 0;
  }

  /** How many bytes the waiting claims of this caller keep in memory. */
  bytesOf(caller: string): number {
    return this.#callers.get(caller)?.bytes ?? 0;
  }

  /** How many claims of the same caller wait that are light, or heavy, as this one is. */
  waitingOf({ caller, light }: Claim): number {
    const waiting = this.#callers.get(caller);
    return (light ? waiting?.light : waiting?.heavy)?.length ?? 0;
  }

  /** Whether claims of the same caller wait that go before this one. */
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

  /** Takes a waiter out. Returns whether it was there. */
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

  /** The next waiter that `fits`: of the caller whose turn it is, light ones first. */
  next(fits: (claim: Claim) => boolean): Waiter<Granted> | undefined {
    for (const { light, heavy } of this.#callers.values())
      for (const [first] of [light, heavy]) if (first && fits(first.claim)) return first;
    return undefined;
  }

  /** Takes the waiter out, and lets the others of its tenant go before its caller's next one. */
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

  /** Milliseconds that its oldest claim has waited. */
  oldestWait(): number {
    const now = performance.now();
    let oldest = now;
    for (const { light, heavy } of this.#callers.values())
      oldest = Math.min(oldest, light[0]?.since ?? now, heavy[0]?.since ?? now);
    return now - oldest;
  }

  #strikesNow(): number {
    return this.#strikes * 0.5 ** ((performance.now() - this.#struckAt) / HALF_LIFE);
  }

  #count(waiting: Waiting<Granted>, { light, bytes }: Claim, change: 1 | -1): void {
    if (light) this.waitingLight += change;
    else this.waitingHeavy += change;
    waiting.bytes += change * bytes;
    this.waitingBytes += change * bytes;
  }
}
