import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Lease } from '../../src/database/lease.ts';
import { ConnectionScheduler } from '../../src/database/scheduler.ts';
import { callerCap, sharesOf, tenantCap, weightOf } from '../../src/database/shares.ts';
import type { Claim } from '../../src/database/tenant-queue.ts';

const claim = (caller: string, organization?: string, more: Partial<Claim> = {}): Claim => ({
  caller,
  organization,
  requested: organization,
  weight: 1,
  light: false,
  bytes: 0,
  ...more,
});

/** Returns a scheduler and the claims that it has granted so far, in order. */
function scheduler(poolSize = 20, claims = 100, bytes = 1000) {
  const connections = new ConnectionScheduler(poolSize, { claims, bytes });
  const granted: string[] = [];
  const leases: Lease[] = [];
  const ask = async (asked: Claim, name = asked.caller) => {
    const lease = await connections.acquire(asked);
    granted.push(name);
    leases.push(lease);
    return lease;
  };
  return { connections, granted, leases, ask };
}

/** Waits until the grants of this turn have resolved. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the shares of 20 connections', () => {
  const shares = sharesOf(20);

  test('reserve one for readiness checks and four for light requests', () => {
    expect(shares).toMatchObject({ all: 19, heavy: 15 });
    expect([1, 2, 3, 5].map(sharesOf)).toEqual([
      { all: 1, heavy: 1, heavyLightest: 1 },
      { all: 1, heavy: 1, heavyLightest: 1 },
      { all: 2, heavy: 1, heavyLightest: 1 },
      { all: 4, heavy: 3, heavyLightest: 2 },
    ]);
  });

  test('grow with the plan up to half of the connections for an organization, and half of that for a caller', () => {
    expect([60, 600, null].map(weightOf)).toEqual([1, 4, 8]);
    expect([1, 4, 8].map((weight) => tenantCap(shares, weight))).toEqual([
      { heavy: 2, all: 4 },
      { heavy: 8, all: 16 },
      { heavy: 8, all: 16 },
    ]);
    expect([1, 4].map((weight) => callerCap(shares, weight))).toEqual([
      { heavy: 2, all: 4 },
      { heavy: 4, all: 8 },
    ]);
  });
});

describe('a claim', () => {
  test('is granted at once while its caller and its organization are below their shares', () => {
    const { connections } = scheduler();
    const [first, second] = [1, 2].map(() => connections.acquire(claim('ada', 'acme')));
    expect([first, second]).toEqual([expect.any(Lease), expect.any(Lease)]);
    expect(connections.acquire(claim('ada', 'acme'))).toBeInstanceOf(Promise);
    expect(connections.acquire(claim('grace', 'acme'))).toBeInstanceOf(Promise);
    expect(connections.acquire(claim('eve', 'techstart'))).toBeInstanceOf(Lease);
    expect(connections.counts).toEqual({
      held: { light: 0, heavy: 3 },
      waiting: { light: 0, heavy: 2 },
      waitingTenants: 1,
    });
  });

  test('of a caller who acts in ten organizations counts towards the share of the caller', () => {
    const { connections } = scheduler();
    const asked = Array.from({ length: 10 }, (_, index) => connections.acquire(claim('ada', `o${index}`)));
    expect(asked.filter((each) => each instanceof Lease)).toHaveLength(2);
  });

  test('that is light is granted although heavy claims hold their maximum', () => {
    const { connections } = scheduler();
    const heavy = Array.from({ length: 30 }, (_, index) =>
      connections.acquire(claim(`c${index}`, `o${index}`, { weight: 2 })),
    );
    expect(heavy.filter((each) => each instanceof Lease)).toHaveLength(15);
    const light = Array.from({ length: 30 }, (_, index) =>
      connections.acquire(claim(`l${index}`, `p${index}`, { light: true })),
    );
    expect(light.filter((each) => each instanceof Lease)).toHaveLength(4);
  });

  test('of many organizations on FREE leaves connections for organizations on a paid plan', async () => {
    const { connections, ask, granted, leases } = scheduler();
    for (let index = 0; index < 30; index++) void ask(claim(`c${index}`, `o${index}`), 'free');
    await turn();
    expect(granted).toHaveLength(11);
    for (let index = 0; index < 30; index++) void ask(claim(`p${index}`, `q${index}`, { weight: 4 }), 'pro');
    await turn();
    expect(granted.slice(11)).toEqual(['pro', 'pro', 'pro', 'pro']);
    leases.at(-1)!.release();
    await turn();
    expect(granted.at(-1)).toBe('pro');
    expect(connections.acquire(claim('ada', 'acme', { light: true }))).toBeInstanceOf(Lease);
    // The plan applies once it is known.
    leases[0]!.prove('techstart', 4);
    await turn();
    expect(connections.counts.held).toEqual({ light: 1, heavy: 15 });
    leases[0]!.release();
    await turn();
    expect(granted.filter((each) => each === 'free').length).toBeGreaterThanOrEqual(11);
  });

  test('that is light does not wait for heavy claims of the same caller', () => {
    const { connections } = scheduler();
    for (let count = 0; count < 5; count++) connections.acquire(claim('ada', 'acme'));
    expect(connections.acquire(claim('ada', 'acme', { light: true }))).toBeInstanceOf(Lease);
  });

  test('waits until its caller releases a connection', async () => {
    const { ask, granted, leases } = scheduler();
    for (const name of ['first', 'second', 'third', 'fourth']) void ask(claim('ada', 'acme'), name);
    await turn();
    expect(granted).toEqual(['first', 'second']);
    leases[0]!.release();
    await turn();
    expect(granted).toEqual(['first', 'second', 'third']);
  });

  test('that is withdrawn is never granted', async () => {
    const { connections } = scheduler(1);
    const held = connections.acquire(claim('ada')) as Lease;
    let leave: (error: Error) => void = () => undefined;
    const waiting = connections.acquire(claim('ada'), (how) => (leave = how));
    leave(new Error('the client has gone'));
    await expect(waiting).rejects.toThrow('the client has gone');
    held.release();
    expect(connections.counts).toEqual({
      held: { light: 0, heavy: 0 },
      waiting: { light: 0, heavy: 0 },
      waitingTenants: 0,
    });
  });
});

describe('waiting claims', () => {
  test('are granted to organizations in turn, however many one organization has', async () => {
    const { ask, granted, leases } = scheduler(1);
    void ask(claim('x', 'other'));
    for (let count = 0; count < 5; count++) void ask(claim('eve', 'large'), `large ${count}`);
    for (const name of ['acme', 'techstart']) void ask(claim(name, name));
    for (let count = 0; count < 7; count++) {
      await turn();
      leases.at(-1)!.release();
    }
    await turn();
    expect(granted.slice(1, 4).toSorted()).toEqual(['acme', 'large 0', 'techstart']);
    expect(granted.slice(4)).toEqual(['large 1', 'large 2', 'large 3', 'large 4']);
  });

  test('are granted in proportion to the weight of the organization', async () => {
    const { ask, granted, leases } = scheduler(1);
    void ask(claim('x', 'other'));
    for (let count = 0; count < 40; count++) {
      void ask(claim('free', 'free'));
      void ask(claim('pro', 'pro', { weight: 4 }));
    }
    for (let count = 0; count < 25; count++) {
      await turn();
      leases.at(-1)!.release();
    }
    const pro = granted.slice(1, 26).filter((name) => name === 'pro').length;
    expect(pro).toBeGreaterThan(granted.slice(1, 26).length / 2);
  });

  test('are granted to callers of an organization in turn, light requests first', async () => {
    const { ask, granted, leases } = scheduler(1);
    void ask(claim('x', 'other'));
    for (const name of ['a1', 'a2']) void ask(claim('ada', 'acme'), name);
    void ask(claim('ada', 'acme', { light: true }), 'a light');
    void ask(claim('grace', 'acme'), 'g1');
    for (let count = 0; count < 4; count++) {
      await turn();
      leases.at(-1)!.release();
    }
    await turn();
    expect(granted).toEqual(['x', 'a light', 'g1', 'a1', 'a2']);
  });

  test('are rejected when too many of the same caller wait; other callers are not affected', () => {
    const { connections } = scheduler(1, 3);
    const ask = (caller: string) => connections.acquire(claim(caller));
    for (let count = 0; count < 4; count++) ask('eve');
    expect(() => ask('eve')).toThrow('Too many of your requests are waiting');
    expect(ask('ada')).toBeInstanceOf(Promise);
    expect(() => connections.acquire(claim('eve', undefined, { patient: true }))).not.toThrow();
  });
});

describe('tenants that always wait', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => vi.useRealTimers());

  /** A random number from 0 to 1, the same in every run. */
  function random(seed: number): () => number {
    let state = seed;
    return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  }

  /**
   * Lets 20 tenants hold connections for 3 to 50 ms. Each claims its next one when it releases the last one, or, if it
   * `overlaps`, a little before. Returns the waits in milliseconds, by tenant.
   */
  async function contend(overlaps: (index: number) => boolean) {
    const { connections } = scheduler(10);
    const next = random(7);
    const waits: number[][] = Array.from({ length: 20 }, () => []);
    const events: { at: number; run: () => void }[] = [];
    const at = (milliseconds: number, run: () => void) =>
      void events.push({ at: performance.now() + milliseconds, run });
    const start = async (index: number) => {
      const since = performance.now();
      const lease = await connections.acquire(claim(`c${index}`, `o${index}`, { weight: 4 }));
      waits[index]!.push(performance.now() - since);
      const hold = next() < 0.1 ? 50 : 3 + 7 * next();
      at(hold - (overlaps(index) ? 1 : 0), () => void start(index));
      at(hold, () => lease.release());
    };
    for (let index = 0; index < 20; index++) void start(index);
    await turn();
    for (let count = 0; count < 20_000; count++) {
      events.sort((one, other) => one.at - other.at);
      const event = events.shift()!;
      vi.advanceTimersByTime(Math.max(0, event.at - performance.now()));
      event.run();
      await Promise.resolve();
      await Promise.resolve();
    }
    return waits;
  }

  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

  test('wait equally long, whether their claims overlap or not, and hardly ever for long', async () => {
    const waits = await contend((index) => index % 2 === 0);
    const means = waits.map(mean);
    expect(Math.max(...means)).toBeLessThan(1.5 * Math.min(...means));
    const sorted = waits.flat().toSorted((one, other) => one - other);
    expect(sorted[Math.floor(sorted.length * 0.99)]).toBeLessThan(3 * mean(sorted));
  });
});

describe('a burst of light requests of one caller', () => {
  const burst = (connections: ConnectionScheduler, count: number, more: Partial<Claim> = {}) =>
    Array.from({ length: count }, () => connections.acquire(claim('ada', 'acme', { light: true, ...more })));

  test('waits, even if it exceeds the limit of the plan for a minute', () => {
    const [free, pro] = [scheduler().connections, scheduler().connections];
    expect(() => burst(free, 300)).not.toThrow();
    // A process that has just started does not know the plan yet.
    expect(() => burst(pro, 600)).not.toThrow();
    expect(() => burst(pro, 200, { weight: 4 })).not.toThrow();
  });

  test('is limited in number, separately from heavy requests', () => {
    const { connections } = scheduler(20, 3);
    burst(connections, 4 + 30);
    expect(() => burst(connections, 1)).toThrow('Too many of your requests are waiting');
    burst(connections, 3, { light: false });
    expect(() => burst(connections, 1, { light: false })).toThrow('Too many of your requests are waiting');
    const other = scheduler(20, 3).connections;
    burst(other, 2 + 3, { light: false });
    expect(() => burst(other, 2 + 30)).not.toThrow();
  });

  test('counts as heavy while the share of its organization is reduced because of timed-out statements', () => {
    const { connections } = scheduler(20, 3);
    const [lease] = burst(connections, 1) as [Lease];
    for (let count = 0; count < 8; count++) lease.strike();
    expect(() => burst(connections, 40)).toThrow('Too many of your requests are waiting');
    expect(connections.counts.waiting).toEqual({ light: 3, heavy: 0 });
  });

  test('of many callers of an organization is limited to four times the maximum of one caller', () => {
    const { connections } = scheduler(20, 1);
    const ask = (index: number) => connections.acquire(claim(`c${index}`, 'acme', { light: true }));
    for (let index = 0; index < 4 + 40; index++) ask(index);
    expect(() => ask(44)).toThrow('Too many of your requests are waiting');
  });
});

describe('the bodies of waiting requests', () => {
  const full = 'Too many of your requests are waiting';
  const large = { light: true, bytes: 400 };

  test('are limited by caller, are accepted from a caller without waiting requests, and stop counting when the request ends', async () => {
    const { connections } = scheduler();
    const held = Array.from({ length: 4 }, () => connections.acquire(claim('eve', 'acme', large)) as Lease);
    const waiting = [1, 2].map(() => connections.acquire(claim('eve', 'acme', large)));
    expect(() => connections.acquire(claim('eve', 'acme', large))).toThrow(full);
    expect(() => connections.acquire(claim('eve', 'acme', { bytes: 300 }))).toThrow(full);
    void connections.acquire(claim('eve', 'acme', { light: true, bytes: 100 }));
    void connections.acquire(claim('ada', 'acme', { light: true, bytes: 1500 }));
    expect(connections.counts.waiting).toEqual({ light: 4, heavy: 0 });
    held[0]!.release();
    await waiting[0];
    void connections.acquire(claim('eve', 'acme', large));
    expect(connections.counts.waiting).toEqual({ light: 4, heavy: 0 });
  });

  test('are limited by organization and in all', () => {
    const { connections } = scheduler();
    for (let index = 0; index < 4; index++) void connections.acquire(claim(`h${index}`, 'acme', large));
    for (let index = 0; index < 10; index++) void connections.acquire(claim(`c${index}`, 'acme', large));
    expect(() => connections.acquire(claim('c0', 'acme', large))).toThrow(full);
    const one = scheduler(2).connections;
    void one.acquire(claim('x'));
    for (let index = 0; index < 40; index++) void one.acquire(claim(`c${index}`, undefined, large));
    expect(() => one.acquire(claim('c0', undefined, large))).toThrow(full);
    expect(one.acquire(claim('new', undefined, large))).toBeInstanceOf(Promise);
  });
});

describe('an organization', () => {
  test('is not charged for a request that only names it in a header, until the database has admitted the caller', async () => {
    const { connections } = scheduler(20, 5);
    const named = { requested: 'victim' };
    for (let count = 0; count < 7; count++) connections.acquire(claim('eve', undefined, named));
    expect(() => connections.acquire(claim('eve', undefined, named))).toThrow();
    const [first, second] = [1, 2].map(() => connections.acquire(claim('ada', 'victim')));
    expect([first, second]).toEqual([expect.any(Lease), expect.any(Lease)]);
  });

  test('is charged for the held and waiting claims of a caller once the database has admitted them', async () => {
    const { connections, ask, granted } = scheduler();
    const lease = await ask(claim('ada', undefined, { requested: 'acme' }), 'proven');
    await ask(claim('ada', undefined, { requested: 'acme' }), 'second');
    void ask(claim('ada', undefined, { requested: 'acme' }), 'waits');
    lease.prove('acme', 4);
    await turn();
    expect(granted).toEqual(['proven', 'second', 'waits']);
    expect(connections.counts).toMatchObject({ held: { heavy: 3 }, waitingTenants: 0 });
  });

  test('whose statements time out repeatedly has a smaller share; other organizations are not affected', async () => {
    const { connections, ask } = scheduler();
    const lease = await ask(claim('eve', 'slow', { weight: 4 }));
    for (let count = 0; count < 8; count++) lease.strike();
    const asked = Array.from({ length: 4 }, () =>
      connections.acquire(claim('mallory', 'slow', { weight: 4, light: true })),
    );
    expect(asked.filter((each) => each instanceof Lease)).toHaveLength(0);
    const others = Array.from({ length: 4 }, () => connections.acquire(claim('ada', 'acme', { weight: 4 })));
    expect(others.filter((each) => each instanceof Lease)).toHaveLength(4);
  });
});
