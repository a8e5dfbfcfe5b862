import { setTimeout as sleep } from 'node:timers/promises';
import type { Promises } from './promises.ts';
import type { Strike } from './schedule.ts';
import type { Victim } from './victim.ts';
import { waitFor } from './wait.ts';

/** What a kind of fault did. */
export interface Figure {
  strikes: number;
  /** The milliseconds from the end of each fault until its victim worked again. */
  recoveries: number[];
}

/** Long enough for a restart on a busy machine and a crash recovery. */
const BACK_SECONDS = 60;

/** Strikes as planned, and counts it. Resolves when all victims work again. */
export async function strikeAll(
  strikes: Strike[],
  victims: Victim[],
  promises: Promises,
  figures: Map<string, Figure>,
): Promise<void> {
  const begun = Date.now();
  /** Until then something that others need can be struck again and again, so that nothing else comes back. */
  const calm = begun + Math.max(0, ...strikes.map(({ at, lasts }) => at + lasts));
  const busy = new Set<string>();
  const striking: Promise<void>[] = [];
  for (const strike of strikes) {
    await sleep(Math.max(0, begun + strike.at - Date.now()));
    const victim = victims.find(({ name }) => name === strike.victim)!;
    // One that is slow to come back, on a busy machine, is left alone until it has.
    if (busy.has(victim.name)) continue;
    busy.add(victim.name);
    striking.push(perform(strike, victim).finally(() => busy.delete(victim.name)));
  }
  await Promise.all(striking);
  for (const victim of victims)
    await waitFor(`${victim.name} is back`, () => victim.isBack(), BACK_SECONDS).catch((error: unknown) =>
      promises.broke('everything works again after the last fault', error),
    );

  async function perform({ fault: name, lasts }: Strike, victim: Victim): Promise<void> {
    const fault = victim.faults[name]!;
    const title = `${victim.name}: ${name}`;
    const figure = figures.get(title) ?? { strikes: 0, recoveries: [] };
    figures.set(title, figure);
    try {
      await fault.strike();
      figure.strikes++;
      await sleep(lasts);
      const mended = Date.now();
      await fault.mend?.();
      const left = Math.max(0, calm - mended) / 1000;
      await waitFor(`${title} is over`, () => victim.isBack(), left + BACK_SECONDS);
      figure.recoveries.push(Date.now() - mended);
    } catch (error) {
      promises.broke('everything works again after the last fault', error);
    }
  }
}
