import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RedisQueries } from '../../src/graphql/apq-redis-store.ts';
import { createRequestLimits } from '../../src/modules/plan/request-minute.ts';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { Client, register } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/mail.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { persistedQuery, postBody, sha256 } from '../support/persisted.ts';

const port = await freePort();
const url = `redis://127.0.0.1:${port}`;
let redis: ChildProcess | undefined;

async function startRedis(): Promise<void> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const started = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  redis = started;
  await once(started, 'spawn');
  for await (const line of started.stdout) if (String(line).includes('Ready to accept connections')) break;
}

async function killRedis(): Promise<void> {
  const killed = redis!;
  redis = undefined;
  const exit = once(killed, 'exit');
  killed.kill('SIGKILL');
  await exit;
}

beforeAll(startRedis);
afterAll(async () => {
  if (redis) await killRedis();
});

const limited = { REDIS_URL: url, RATE_LIMITS: 'on' };
const servers = [await startTestServer(limited), await startTestServer(limited)];
const [one, other] = servers.map(({ anonymous }) => anonymous) as [Client, Client];

const RESET = 'requestPasswordReset(input: { email: "nobody@polity.test" }) { userErrors { code } }';
/** Sends this many calls at once to each server and returns how many each accepts. */
async function passed(address: string, calls: number, ...clients: Client[]): Promise<number> {
  const answers = await Promise.all(
    clients.flatMap((client) =>
      Array.from({ length: calls }, () =>
        client.with({ 'x-forwarded-for': address }).codes(`mutation { ${RESET} }`),
      ),
    ),
  );
  for (const codes of answers) expect([[], ['RATE_LIMITED']]).toContainEqual(codes);
  return answers.filter((codes) => codes.length === 0).length;
}

const readiness = async ({ url }: Client) => {
  const response = await fetch(`${url}/ready`);
  return { status: response.status, body: await response.json() };
};
const ready = { status: 200, body: { status: 'ok', failing: [] } };
const isOk = ({ body }: { body: unknown }) => (body as { status: string }).status === 'ok';
const untilReady = async () => {
  for (const client of [one, other])
    await until(async () => (isOk(await readiness(client)) ? true : undefined));
};

test('two servers count together, for calls in sequence and at the same time', async () => {
  await untilReady();
  expect(await passed('192.0.2.1', 6, one)).toBe(6);
  expect(await passed('192.0.2.1', 6, other)).toBe(4);
  expect(await passed('192.0.2.1', 1, one)).toBe(0);
  expect(await passed('192.0.2.2', 40, one, other)).toBe(10);
  const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: ${RESET}`).join(' ');
  const codes = await one.with({ 'x-forwarded-for': '192.0.2.3' }).codes(`mutation { ${aliases} }`);
  expect(codes).toHaveLength(20);
  expect(await passed('192.0.2.3', 1, other)).toBe(0);
});

test('counters expire in Redis, whether or not they are incremented again', async () => {
  const client = new Redis(url);
  await passed('192.0.2.4', 2, one);
  const [key] = await client.keys('*192.0.2.4');
  expect(await client.get(key!)).toBe('2');
  await client.pexpire(key!, 60_000);
  await passed('192.0.2.4', 1, other);
  const left = await client.pttl(key!);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(60_000);
  for (const each of await client.keys('*')) expect([each, await client.pttl(each)]).not.toEqual([each, -1]);
  await client.del(key!);
  expect(await passed('192.0.2.4', 12, one)).toBe(10);
  client.disconnect();
});

/** Sends this many requests of a user at once, spread over the servers, and returns how many are accepted. */
async function admitted(requests: number, ...clients: Client[]): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: requests }, (_, index) => clients[index % clients.length]!.send('{ me { id } }')),
  );
  for (const { status } of answers) expect([200, 429]).toContain(status);
  return answers.filter(({ status }) => status === 200).length;
}

/** Starts a second server with the same database and signing keys. */
async function twinOf(server: TestServer): Promise<Client> {
  const app = await createServer({ ...server.services, requestLimits: createRequestLimits(server.services) });
  afterAll(() => app.close());
  return new Client(await app.listen({ host: '127.0.0.1', port: 0 }));
}

test('two servers count the requests of a user together, and each by itself while Redis is unavailable', async () => {
  await untilReady();
  const [server] = servers as [TestServer];
  const twin = await twinOf(server);
  const callers = async () => {
    const { client } = await register(server.anonymous);
    return [client, new Client(twin.url, client.headers)] as const;
  };
  expect(await admitted(200, ...(await callers()))).toBe(60);
  const [client, onTwin] = await callers();
  await killRedis();
  expect(await admitted(100, client)).toBe(60);
  expect(await admitted(100, onTwin)).toBe(60);
  await startRedis();
  await untilReady();
  expect(await admitted(200, ...(await callers()))).toBe(60);
});

test('without Redis a server is live and degraded, and counts by itself until Redis is back', async () => {
  expect([await readiness(one), await readiness(other)]).toEqual([ready, ready]);
  await killRedis();
  const away = { status: 200, body: { status: 'degraded', failing: ['redis'] } };
  expect([await readiness(one), await readiness(other)]).toEqual([away, away]);
  expect((await fetch(`${one.url}/health`)).status).toBe(200);
  expect(await passed('192.0.2.5', 30, one)).toBe(10);
  expect(await passed('192.0.2.5', 30, other)).toBe(10);
  expect(await one.codes('{ plans { code } }')).toEqual([]);

  await startRedis();
  await untilReady();
  expect([await readiness(one), await readiness(other)]).toEqual([ready, ready]);
  expect(await passed('192.0.2.6', 6, one)).toBe(6);
  expect(await passed('192.0.2.6', 6, other)).toBe(4);
});

test('a hanging Redis does not delay the calls', async () => {
  await untilReady();
  redis!.kill('SIGSTOP');
  try {
    expect(await passed('192.0.2.7', 12, one)).toBe(10);
    expect((await readiness(one)).body).toEqual({ status: 'degraded', failing: ['redis'] });
    // From then on no request waits for Redis.
    const connection = servers[0]!.services.redis!;
    await until(async () => (connection.status === 'ready' ? undefined : true));
    for (let times = 0; times < 3; times++)
      await expect(connection.ping()).rejects.toThrow(/isn't writeable/);
    expect(await passed('192.0.2.10', 12, one)).toBe(10);
  } finally {
    redis!.kill('SIGCONT');
  }
  await untilReady();
});

test('a server that starts before Redis counts with the others once Redis is available', async () => {
  await killRedis();
  const late = await startTestServer({ REDIS_URL: url });
  expect(await passed('192.0.2.8', 12, late.anonymous)).toBe(10);
  await startRedis();
  await untilReady();
  await until(async () => (isOk(await readiness(late.anonymous)) ? true : undefined));
  expect(await passed('192.0.2.9', 20, one, other, late.anonymous)).toBe(10);
});

test('a query that one process stores is known to all processes, and to each of them while Redis is unavailable', async () => {
  const query = `{ plans { code } } # ${Math.random()}`;
  const naming = persistedQuery(sha256(query));
  expect((await postBody(other, naming)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  const plans = [{ code: 'FREE' }, { code: 'PRO' }];
  expect((await postBody(one, { query, ...naming })).data).toEqual({ plans });
  await expect.poll(async () => (await postBody(other, naming)).data).toEqual({ plans });
  await killRedis();
  for (const client of [one, other]) expect((await postBody(client, naming)).data).toEqual({ plans });
  const unknown = persistedQuery(sha256('{ unknown }'));
  expect((await postBody(one, unknown)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  await startRedis();
  await untilReady();
});

test('a server with REDIS_REQUIRED=on is not ready without Redis', async () => {
  const strict = await startTestServer({ REDIS_URL: url, REDIS_REQUIRED: 'on' });
  await until(async () => (isOk(await readiness(strict.anonymous)) ? true : undefined));
  await killRedis();
  expect(await readiness(strict.anonymous)).toEqual({
    status: 503,
    body: { status: 'unavailable', failing: ['redis'] },
  });
  await startRedis();
  await untilReady();
});

describe('the stored queries in Redis are limited', () => {
  const client = new Redis(url, { lazyConnect: true });
  const limits = { query: 20_000, caller: 100_000, all: 400_000, perMinute: 1_000_000 };
  const text = (index: number) => `${index}`.padEnd(10_000, ' ');
  beforeEach(async () => {
    await untilReady();
    await client.flushall();
  });
  afterAll(() => client.disconnect());

  const fill = (queries: RedisQueries, caller: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        queries.remember(`${caller}-${index}`, text(index), caller),
      ),
    );
  async function kept(queries: RedisQueries, caller: string, count: number): Promise<number> {
    const found = await Promise.all(
      Array.from({ length: count }, (_, index) => queries.find(`${caller}-${index}`)),
    );
    return found.filter((query) => query !== undefined).length;
  }
  const held = async () => {
    const texts = await client.hvals('{polity:queries}:text');
    return texts.reduce((sum, each) => sum + each.length + 500, 0);
  };

  test('for each caller, query and minute', async () => {
    const queries = new RedisQueries(client, limits);
    await fill(queries, 'a', 30);
    expect(await kept(queries, 'a', 30)).toBe(9);
    await queries.remember('long', 'x'.repeat(20_001), 'b');
    expect(await queries.find('long')).toBeUndefined();
    const hurried = new RedisQueries(client, { ...limits, perMinute: 50_000 });
    await fill(hurried, 'c', 9);
    expect(await kept(hurried, 'c', 9)).toBe(5);
  });

  test('in all, by evicting queries of the callers with the most, even when many add at the same time', async () => {
    const queries = new RedisQueries(client, limits);
    await fill(queries, 'modest', 3);
    await Promise.all(Array.from({ length: 10 }, (_, index) => fill(queries, `attacker${index}`, 9)));
    expect(await kept(queries, 'modest', 3)).toBe(3);
    expect(await held()).toBeLessThanOrEqual(limits.all);
    expect(Number(await client.get('{polity:queries}:bytes'))).toBe(await held());
  });

  test('even after the order of use of a caller has expired', async () => {
    const queries = new RedisQueries(client, limits);
    await fill(queries, 'gone', 9);
    await client.del('{polity:queries}:of:gone');
    for (let index = 0; index < 10; index++) await fill(queries, `later${index}`, 8);
    expect(await held()).toBeLessThanOrEqual(limits.all);
    for (const key of await client.keys('{polity:queries}*'))
      expect(await client.ttl(key)).toBeGreaterThan(0);
  });
});
