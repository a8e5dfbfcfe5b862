import { expect, test } from 'vitest';
import { planStrikes } from '../chaos/schedule.ts';
import { random } from '../support/isolation/random.ts';

const targets = [
  { name: 'server', faults: ['kill', 'hang'] },
  { name: 'worker', faults: ['kill', 'hang'] },
  { name: 'postgres', faults: ['kill', 'kill a backend'], momentary: ['kill a backend'] },
];
const MINUTE = 60_000;

test('the same seed plans the same faults, another one others', () => {
  const plan = planStrikes(random(7), MINUTE, targets);
  expect(planStrikes(random(7), MINUTE, targets)).toEqual(plan);
  expect(planStrikes(random(8), MINUTE, targets)).not.toEqual(plan);
});

test.each([1, 2, 3, 4, 5])(
  'each fault of each victim is planned, and nothing is struck while it is down, seed %d',
  (seed) => {
    const plan = planStrikes(random(seed), MINUTE, targets);
    const planned = new Set(plan.map(({ victim, fault }) => `${victim} ${fault}`));
    expect(planned.size).toBe(6);
    for (const { name } of targets) {
      const own = plan.filter(({ victim }) => victim === name);
      for (const [index, { at }] of own.entries())
        if (index > 0) expect(at).toBeGreaterThan(own[index - 1]!.at + own[index - 1]!.lasts);
    }
    for (const { at, lasts, fault } of plan) {
      expect(at + lasts).toBeLessThan(MINUTE);
      expect(lasts === 0).toBe(fault === 'kill a backend');
    }
    // Several at once, now and then.
    expect(new Set(plan.map(({ at }) => at)).size).toBeLessThan(plan.length);
  },
);
