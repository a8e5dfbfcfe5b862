import { describe, expect, test } from 'vitest';
import { sharesOf } from '../../src/database/shares.ts';
import { TenantQueue } from '../../src/database/tenant-queue.ts';
import { WaitingTenants } from '../../src/database/waiting-tenants.ts';
import { random } from '../support/isolation/random.ts';

const tenants = (count: number) =>
  Array.from({ length: count }, (_, index) => new TenantQueue<unknown>(`tenant ${index}`, sharesOf(20)));

describe('waiting tenants', () => {
  test('are found by virtual time, then by when they were added, after any changes', () => {
    const { below } = random(31);
    const all = tenants(60);
    const waiting = new WaitingTenants<unknown>();
    let expected: TenantQueue<unknown>[] = [];
    for (let step = 0; step < 5_000; step++) {
      const tenant = all[below(all.length)]!;
      const change = below(4);
      if (change === 0) {
        waiting.add(tenant);
        if (!expected.includes(tenant)) expected.push(tenant);
      } else if (change === 1) {
        waiting.delete(tenant);
        expected = expected.filter((each) => each !== tenant);
      } else {
        // Few different values, so that many are equal.
        tenant.virtualTime = below(8);
        waiting.move(tenant);
      }
      const ordered = expected.toSorted((a, b) => a.virtualTime - b.virtualTime);
      const suits = new Set(all.filter(() => below(3) > 0));
      const limit = below(9);
      const found = waiting.find((each) => (suits.has(each) ? each : undefined), limit);
      expect(found?.key).toBe(ordered.find((each) => suits.has(each) && each.virtualTime < limit)?.key);
      expect(waiting.find(({ key }) => key)).toBe(ordered[0]?.key);
      expect([...waiting].map(({ key }) => key).toSorted()).toEqual(
        expected.map(({ key }) => key).toSorted(),
      );
    }
  });

  test('are compared only a few times for each request, however many wait', () => {
    const waiting = new WaitingTenants<unknown>();
    let reads = 0;
    const all = tenants(4_096).map((tenant, index) => {
      let virtualTime = (index * 7_919) % 4_096;
      return Object.defineProperty(tenant, 'virtualTime', {
        get: () => (reads++, virtualTime),
        set(value) {
          virtualTime = value;
        },
      });
    });
    for (const tenant of all) waiting.add(tenant);
    reads = 0;
    for (let request = 0; request < 1_000; request++) {
      const tenant = waiting.find((each) => each)!;
      tenant.virtualTime += 1_000;
      waiting.move(tenant);
    }
    // A heap of this size has twelve levels, with two comparisons at each, which read up to four values.
    expect(reads / 1_000).toBeLessThan(12 * 2 * 4 + 10);
  });
});
