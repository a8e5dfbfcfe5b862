import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Logger, pino } from 'pino';
import { afterAll, inject } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Services } from '../../src/context.ts';
import { createPool } from '../../src/database/client.ts';
import { ConnectionScheduler } from '../../src/database/scheduler.ts';
import { createSystemHandle, type SystemDb, processDb } from '../../src/database/system.ts';
import { createRequestLimits } from '../../src/modules/plan/admission.ts';
import { createRequestMeter } from '../../src/modules/usage/request-meter.ts';
import { generateSecretsKey } from '../../src/keys.ts';
import { ResponseMemory } from '../../src/graphql/response-memory.ts';
import { OperationRegistry } from '../../src/modules/client/registry.ts';
import { createPasswords } from '../../src/modules/session/passwords.ts';
import { createTokens, generateSigningKey } from '../../src/modules/session/tokens.ts';
import { connectRedis } from '../../src/redis.ts';
import { createSecretBox } from '../../src/secrets.ts';
import { createServer } from '../../src/server.ts';
import { EventHub } from '../../src/subscriptions/hub.ts';
import { Vitals } from '../../src/vitals.ts';
import { rememberDatabase } from './acquaintance.ts';
import { Client } from './client.ts';

export interface TestServer {
  url: string;
  services: Services;
  /** The system login, for what the API does not show or cannot do. */
  db: SystemDb;
  systemPool: pg.Pool;
  servingPool: pg.Pool;
  urls: { systemUrl: string; servingUrl: string };
  /** A client without credentials. */
  anonymous: Client;
}

/** A copy of the migrated template, dropped after the file; or of `template0`, an empty one. */
export async function createDatabase(
  template: 'template' | 'template0' = 'template',
): Promise<{ systemUrl: string; servingUrl: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: inject('superuserUrl') });
  await admin.connect();
  // Two files at once would find the template in use.
  await admin.query('select pg_advisory_lock(1)');
  await admin.query(`create database ${name} template ${template} owner polity`);
  await admin.end();
  const named = (url: string) => Object.assign(new URL(url), { pathname: name }).href;
  return { systemUrl: named(inject('systemUrl')), servingUrl: named(inject('servingUrl')) };
}

/** The real server over its own database, listening on a free port, stopped after the file. */
export async function startTestServer(
  environment: Record<string, string> = {},
  logger: Logger = pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
): Promise<TestServer> {
  const urls = await createDatabase();
  const config = readConfig({
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    TRUSTED_PROXIES: '127.0.0.1',
    // Their own tests switch them on: others send what they need.
    RATE_LIMITS: 'off',
    // A busy machine may need long for what a test sends at once.
    REQUEST_DEADLINE_MS: '50000',
    ORGANIZATIONS_PER_PERSON: '1000',
    ORGANIZATIONS_PER_DAY: '1000',
    ...environment,
  });
  const servingPool = createPool(urls.servingUrl, config.database.poolSize, logger);
  const systemPool = createPool(urls.systemUrl, config.database.poolSize, logger);
  const passwords = await createPasswords(config.bcryptCost);
  const redis = config.redisUrl ? connectRedis(config.redisUrl, logger) : undefined;
  const events = new EventHub(urls.systemUrl, logger);
  const system = createSystemHandle(systemPool, config.database.queue);
  const requestMeter = createRequestMeter(system, logger);
  const operations = new OperationRegistry(system, logger);
  const services: Services = {
    config,
    logger,
    servingPool,
    scheduler: new ConnectionScheduler(config.database.poolSize, config.database.queue),
    system,
    events,
    operations,
    passwords,
    redis,
    requestLimits: createRequestLimits({ redis }),
    requestMeter,
    vitals: new Vitals(),
    responseMemory: new ResponseMemory(config.responseLimits),
    secrets: createSecretBox(
      (config.secretsKeys ?? [generateSecretsKey()]).map((key) => Buffer.from(key, 'base64')),
    ),
    tokens: await createTokens({ ...config.tokens, keys: [await generateSigningKey()] }),
  };
  const app = await createServer(services);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  rememberDatabase(url, processDb(services));
  afterAll(async () => {
    await app.close();
    await passwords.close();
    await requestMeter.stop();
    redis?.disconnect();
    await events.close();
    await operations.close();
    await Promise.all([servingPool.end(), systemPool.end()]);
  });
  return {
    url,
    services,
    db: processDb(services),
    systemPool,
    servingPool,
    urls,
    anonymous: new Client(url),
  };
}
