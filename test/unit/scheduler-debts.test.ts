import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Lease } from '../../src/database/lease.ts';
import { ConnectionScheduler } from '../../src/database/scheduler.ts';
import type { Claim } from '../../src/database/tenant-queue.ts';

const claim = (caller: string, organization?: string, more: Partial<Claim> = {}): Claim => ({
  caller,
  organization,
  requested: organization,
  weight: 4,
  light: false,
  bytes: 0,
  ...more,
});

/** Waits until the grants of this turn have resolved. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Lets time pass. Callers claim a connection again after they have released one. */
class Simulation {
  readonly connections = new ConnectionScheduler(20, { claims: 100, bytes: 1000 });
  /** The milliseconds that connections were held for heavy requests, by organization. */
  readonly held = new Map<string, number>();
  readonly #events: { at: number; run: () => void }[] = [];

  async claims(asked: Claim, milliseconds: number, pause = 0): Promise<void> {
    const lease = await this.connections.acquire(asked);
    this.#after(milliseconds, () => {
      const { organization, light } = asked;
      if (!light) this.held.set(organization!, (this.held.get(organization!) ?? 0) + milliseconds);
      lease.release();
      const again = () => void this.claims(asked, milliseconds, pause);
      if (pause > 0) this.#after(pause, again);
      else again();
    });
  }

  async pass(events: number): Promise<void> {
    await turn();
    for (let count = 0; count < events; count++) {
      this.#events.sort((one, other) => one.at - other.at);
      const { at, run } = this.#events.shift()!;
      vi.advanceTimersByTime(Math.max(0, at - performance.now()));
      run();
      await Promise.resolve();
      await Promise.resolve();
    }
  }

  #after(milliseconds: number, run: () => void): void {
    this.#events.push({ at: performance.now() + milliseconds, run });
  }
}

describe('the debt of an organization', () => {
  test('is not ended by its light requests, which are granted while heavy ones of others wait', async () => {
    const simulation = new Simulation();
    for (let index = 0; index < 20; index++)
      for (const caller of ['ada', 'grace'])
        void simulation.claims(claim(`${caller}${index}`, `o${index}`), 10);
    for (let index = 0; index < 8; index++) void simulation.claims(claim(`eve${index}`, 'evil'), 1000);
    void simulation.claims(claim('mallory', 'evil', { light: true }), 1, 5);
    await simulation.pass(30_000);
    const all = [...simulation.held.values()].reduce((sum, each) => sum + each, 0);
    expect(simulation.held.get('evil')! / all).toBeLessThan(2 / 21);
  });

  test('includes the time of a request during which its caller was confirmed', async () => {
    const connections = new ConnectionScheduler(1, { claims: 100, bytes: 1000 });
    const hold = (asked: Claim, milliseconds: number, organization?: string) => {
      const lease = connections.acquire(asked) as Lease;
      if (organization) lease.prove(organization, 4);
      vi.advanceTimersByTime(milliseconds);
      lease.release();
    };
    for (let count = 0; count < 2; count++) hold(claim('ada', 'acme'), 50_000);
    hold(claim('eve', undefined, { requested: 'evil' }), 10_000, 'evil');
    const last = connections.acquire(claim('x', 'other')) as Lease;
    const granted: string[] = [];
    for (const name of ['evil', 'techstart'])
      void Promise.resolve(connections.acquire(claim(name, name))).then(() => granted.push(name));
    last.release();
    await turn();
    expect(granted).toEqual(['techstart']);
  });
});
