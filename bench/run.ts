import { cpus } from 'node:os';
import { generateSecretsKey } from '../src/keys.ts';
import { Script } from '../tools/measuring/options.ts';
import { createTokens, generateSigningKey, type TokenSettings } from '../src/modules/session/tokens.ts';
import { type Caller, createDatabase, type Database, signIn } from './database.ts';
import { countStatements, type Figures, measure, medians, watchMemory } from './measure.ts';
import { bodyOf, canonical, type Contender, contenders, measured, operationNames } from './operations.ts';
import { judge, type Results, table } from './report.ts';
import { Server } from './server.ts';
import type { Settings } from './settings.ts';

const options = new Script(
  'bench',
  'Measures Polity beside PostGraphile and the stack of the tutorials. Exits 1 when the bar is missed.',
)
  .option('--quick', 'small data and short rounds: a minute, to see that it works')
  .count('organizations', 'of the data, with 11 members and 10 projects each (default: 200)')
  .count('tasks', 'of the data, all together (default: 400000)')
  .count('connections', 'each asks again when it has its answer', 20)
  .count('seconds', 'of each round (default: 5)')
  .count('rounds', 'of each server and operation; medians count (default: 3)')
  .count('requests', 'while the memory is watched (default: 100000)')
  .parse()
  .opts<{ quick?: true; connections: number } & Partial<Preset>>();
interface Preset {
  organizations: number;
  tasks: number;
  seconds: number;
  rounds: number;
  requests: number;
}
const preset: Preset = options.quick
  ? { organizations: 20, tasks: 40_000, seconds: 2, rounds: 1, requests: 10_000 }
  : { organizations: 200, tasks: 400_000, seconds: 5, rounds: 3, requests: 100_000 };
const {
  connections,
  organizations,
  tasks,
  seconds,
  rounds: roundsOfEach,
  requests,
} = { ...preset, ...options };
const poolSize = 10;
const log = (line: string) => process.stderr.write(`${line}\n`);

const tokens: TokenSettings = {
  keys: [await generateSigningKey()],
  issuer: 'polity',
  audience: 'polity',
  accessTokenTtl: 86_400,
};
const database = await createDatabase({ organizations, tasks }, log);
const servers: Server[] = [];
try {
  const signer = await createTokens(tokens);
  const callers = await signIn(database, signer, connections);
  for (const name of contenders)
    servers.push(await Server.start(name, environmentOf(name, database), connections));
  await requireSameAnswers(callers);
  const results = await compare(callers);
  const verdicts = judge(results);
  console.log(
    `\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${new Date().toISOString()}\n`,
  );
  console.log(`${table(results)}\n`);
  for (const { demand, found, met } of verdicts) console.log(`${met ? 'PASS' : 'FAIL'}  ${demand}: ${found}`);
  process.exitCode = verdicts.every(({ met }) => met) ? 0 : 1;
} finally {
  await Promise.all(servers.map((server) => server.stop()));
  await database.stop();
}

function environmentOf(
  name: Contender,
  { systemUrl, servingUrl, guardedUrls, unguardedUrl }: Database,
): Record<string, string> {
  if (name !== 'polity') {
    const way = name === 'postgraphile (trusting)' ? 'trusting' : 'asking';
    const settings: Settings = { way, guardedUrls, unguardedUrl, poolSize, tokens };
    return { BENCH_SETTINGS: JSON.stringify(settings) };
  }
  return {
    DATABASE_URL: systemUrl,
    DATABASE_APP_URL: servingUrl,
    DATABASE_POOL_SIZE: String(poolSize),
    HOST: '127.0.0.1',
    JWT_KEYS: JSON.stringify(tokens.keys),
    SECRETS_KEY: generateSecretsKey(),
    ACCESS_TOKEN_TTL: String(tokens.accessTokenTtl),
    // The others neither count requests nor log each of them.
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
  };
}

/** @throws when an operation is not answered alike by all, or tells an outsider anything */
async function requireSameAnswers(callers: Caller[]): Promise<void> {
  for (const operation of operationNames) {
    for (const { headers } of callers) {
      const answers = await Promise.all(
        servers.map(async (server) =>
          canonical(JSON.parse(await server.send(bodyOf(server.name, operation), headers))),
        ),
      );
      const [own] = answers;
      const other = answers.findIndex((answer) => answer !== own);
      if (other > 0 || own!.includes('"errors"'))
        throw new Error(
          `${operation} differs:\npolity: ${own!.slice(0, 500)}\n${contenders[other]}: ${answers[other]?.slice(0, 500)}`,
        );
    }
    log(`${operation}: the same answers`);
  }
}

async function compare(callers: Caller[]): Promise<Results> {
  const results = { figures: {}, statements: {} } as Results;
  for (const operation of operationNames) {
    for (const server of servers) await measure(server, operation, callers, seconds);
    const rounds = Object.fromEntries(contenders.map((name) => [name, [] as Figures[]]));
    for (let round = 0; round < roundsOfEach; round++) {
      for (const server of servers) {
        const figures = await measure(server, operation, callers, seconds);
        rounds[server.name]!.push(figures);
        log(`${operation}, ${server.name}: ${figures.throughput.toFixed(0)} requests a second`);
      }
    }
    results.figures[operation] = {} as Record<Contender, Figures>;
    results.statements[operation] = {} as Record<Contender, number>;
    for (const server of servers) {
      results.figures[operation][server.name] = medians(rounds[server.name]!);
      results.statements[operation][server.name] = await countStatements(server, operation, callers[0]!);
    }
  }
  const polity = servers[0]!;
  const count = (operation: 'board' | 'list', rows: number) =>
    countStatements(polity, operation, callers[0]!, {
      ...measured,
      projects: Math.min(rows, 10),
      tasks: rows,
      listed: rows,
    });
  results.growth = {
    board: { one: await count('board', 1), hundred: await count('board', 100) },
    list: { one: await count('list', 1), hundred: await count('list', 100) },
  };
  log('watching the memory');
  results.memory = { requests, samples: await watchMemory(polity, callers, requests) };
  return results;
}
