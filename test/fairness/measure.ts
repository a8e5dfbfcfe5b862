import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../support/client.ts';
import { type Operation, send } from './attack.ts';
import { POOL_SIZE, type World } from './world.ts';

/** What a neighbour, and whoever watches the server, saw during a phase. */
export interface Seen {
  requests: number;
  refused: number;
  p50: number;
  p99: number;
  /** Of `/health` and `/ready`. */
  checks: number;
  checksRefused: number;
  slowestCheck: number;
  /** How many connections the attacker's statements had at once, at most. */
  connections: number;
}

interface Attack {
  operation: Operation;
  /** Milliseconds until each client gives up. */
  goneAfter?: number;
}

const READ =
  '{ tasks(first: 20) { totalCount nodes { id title status assignee { fullName } project { name } } } }';
const WRITE =
  'mutation { updateProfile(input: { fullName: "Grace" }) { user { fullName } userErrors { code } } }';
const CALLERS = 2;
const ATTACKERS = 20;

/** What is seen in so many seconds while `operation` is sent by 20 clients at once; by nobody without one. */
export async function observe(world: World, seconds: number, attack?: Attack): Promise<Seen> {
  const end = performance.now() + seconds * 1000;
  const isOver = () => performance.now() > end;
  const attackers = Array.from({ length: attack ? ATTACKERS : 0 }, () =>
    keepSending(world.attacker, attack!, isOver),
  );
  // The attack has taken what it can get before anything is measured.
  if (attack) await sleep(500);
  const [times, checks, connections] = await Promise.all([
    Promise.all(Array.from({ length: CALLERS }, () => callAsNeighbour(world.neighbour, isOver))),
    checkHealth(world, isOver),
    countConnections(world, isOver),
  ]);
  await Promise.all(attackers);
  const answered = times.flatMap((each) => each.times).toSorted((a, b) => a - b);
  const at = (share: number) => answered[Math.floor((answered.length - 1) * share)] ?? Infinity;
  return {
    requests: answered.length,
    refused: times.reduce((sum, each) => sum + each.refused, 0),
    p50: at(0.5),
    p99: at(0.99),
    ...checks,
    connections,
  };
}

async function keepSending(attacker: Account, { operation, goneAfter }: Attack, isOver: () => boolean) {
  while (!isOver()) {
    const start = performance.now();
    await send(
      attacker,
      operation,
      goneAfter === undefined ? undefined : AbortSignal.timeout(goneAfter),
    ).catch(() => {});
    // Refusals come at once: the attacker's loop must not use up the processor that is measured.
    await sleep(Math.max(0, 200 - (performance.now() - start)));
  }
}

/** Nine reads, then a write, with a pause after each, as a person's front end sends them. */
async function callAsNeighbour({ client }: Account, isOver: () => boolean) {
  const times: number[] = [];
  let refused = 0;
  for (let count = 1; !isOver(); count++) {
    const start = performance.now();
    const { status, errors } = await client.send(count % 10 === 0 ? WRITE : READ);
    times.push(performance.now() - start);
    if (status !== 200 || errors) refused++;
    await sleep(10);
  }
  return { times, refused };
}

async function checkHealth({ url }: World, isOver: () => boolean) {
  const seen = { checks: 0, checksRefused: 0, slowestCheck: 0 };
  while (!isOver()) {
    for (const path of ['/health', '/ready']) {
      const start = performance.now();
      const { status } = await fetch(`${url}${path}`);
      seen.checks++;
      seen.checksRefused += Number(status !== 200);
      seen.slowestCheck = Math.max(seen.slowestCheck, performance.now() - start);
    }
    await sleep(250);
  }
  return seen;
}

/** Nobody but the attacker filters by text or searches. */
const ATTACKERS_STATEMENTS = `select count(*)::int as count from pg_stat_activity
  where usename = 'polity_app' and state <> 'idle' and query ~ 'match_pattern|search_tasks|task_labels'`;

async function countConnections({ pool }: World, isOver: () => boolean): Promise<number> {
  let most = 0;
  while (!isOver()) {
    most = Math.max(most, await countStatements(pool));
    await sleep(50);
  }
  return most;
}

/** How many connections the attacker's statements have. */
export async function countStatements(pool: World['pool']): Promise<number> {
  const { rows } = await pool.query(ATTACKERS_STATEMENTS);
  return Math.min(POOL_SIZE, rows[0].count);
}
