import { randomInt } from 'node:crypto';
import { Script } from '../../tools/measuring/options.ts';
import { runChaos } from './chaos.ts';

const { minutes, seed } = new Script(
  'chaos',
  `Kills, stops and hangs PostgreSQL, its replica, Redis, two servers, two workers and a receiver of webhooks at random, while the people of
several organizations write and read. Afterwards it proves that every acknowledged write is there once, that every event
reached its receiver, that every sealed sum is exact, and that no two tenants met.`,
)
  .count('minutes', 'how long', 10)
  .count('seed', 'what the order of the faults is made from; by default another one each time')
  .parse()
  .opts<{ minutes: number; seed?: number }>();

process.exitCode = (await runChaos(minutes, seed ?? 1 + randomInt(1_000_000))) ? 0 : 1;
