import { setTimeout as sleep } from 'node:timers/promises';
import { newMeter } from '../support/meters.ts';
import { random } from '../support/isolation/random.ts';
import { Traffic } from './caller.ts';
import { startClock } from './clock.ts';
import { strikeAll } from './faults.ts';
import { found, type Organization } from './organization.ts';
import { Promises } from './promises.ts';
import { drainQueues } from './proof/queues.ts';
import { proveRows } from './proof/rows.ts';
import { proveTenants } from './proof/tenants.ts';
import { proveUsage } from './proof/usage.ts';
import { proveWebhooks } from './proof/webhooks.ts';
import { startReaders } from './readers.ts';
import { report, type Result } from './report.ts';
import { planStrikes } from './schedule.ts';
import { setStage, type Stage } from './stage.ts';
import type { Meters } from './usage-writer.ts';
import { startWriters } from './writers.ts';

const ORGANIZATIONS = 3;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Returns whether all promises were kept, and prints what happened. */
export async function runChaos(minutes: number, seed: number): Promise<boolean> {
  const promises = new Promises();
  const traffic = new Traffic();
  print(`chaos for ${minutes} min, seed ${seed}`);
  const stage = await setStage(promises);
  const result: Result = { figures: new Map(), traffic, writes: 0, messages: 0, draining: 0, proving: 0 };
  try {
    await perform(stage, seed, minutes * 60_000, promises, result);
    await stage.stop();
  } catch (error) {
    promises.broke('the run comes to its end', error);
  } finally {
    await stage.remove();
  }
  for (const line of report(result)) print(line);
  for (const line of promises.lines) print(line);
  print(
    promises.areKept
      ? `PASS: ${promises.checked} checks`
      : `FAIL: npm run chaos -- --minutes ${minutes} --seed ${seed}; the logs are in ${stage.folder}`,
  );
  return promises.areKept;
}

/** Writes, reads and strikes for so many milliseconds, then proves. Fills in the result. */
async function perform(
  stage: Stage,
  seed: number,
  length: number,
  promises: Promises,
  result: Result,
): Promise<void> {
  const { db, servers, victims, receivedFile } = stage;
  const meters = await declareMeters(stage);
  const organizations: Organization[] = [];
  for (let number = 1; number <= ORGANIZATIONS; number++)
    organizations.push(await found(number, { ...stage, traffic: result.traffic, promises }));

  const targets = victims.map(({ name, faults }) => ({
    name,
    faults: Object.keys(faults),
    momentary: Object.keys(faults).filter((fault) => !faults[fault]!.mend),
  }));
  const end = Date.now() + length;
  const clock = startClock(db, end - length / 2);
  const running = organizations.flatMap((organization) => [
    startWriters(organization, meters, promises),
    startReaders(
      organization,
      organizations.filter((other) => other !== organization),
      servers,
      promises,
    ),
  ]);
  await strikeAll(planStrikes(random(seed), length, targets), victims, promises, result.figures);
  await sleep(Math.max(0, end - Date.now()));
  await Promise.all(running.map((each) => each.stop()));
  await clock.stop();
  result.writes = organizations.reduce((sum, { ledger }) => sum + ledger.writes, 0);

  for (const { tag, ledger } of organizations)
    promises.check('everybody could write', ledger.tasks.size > 1 && ledger.usage.size > 0, tag);

  const ended = Date.now();
  const evidence = { db, receivedFile, organizations, meters, promises };
  await drainQueues(evidence);
  const drained = Date.now();
  await proveRows(evidence);
  result.messages = await proveWebhooks(evidence);
  await proveUsage(evidence);
  await proveTenants(evidence);
  Object.assign(result, { draining: drained - ended, proving: Date.now() - drained });
}

async function declareMeters({ db }: Stage): Promise<Meters> {
  const meters: Meters = new Map([
    ['events.processed', 'SUM'],
    ['storage.gigabyte_hours', 'SUM'],
  ]);
  for (const kind of ['COUNT', 'MAX', 'UNIQUE', 'LAST'] as const) meters.set(await newMeter(db, kind), kind);
  return meters;
}
