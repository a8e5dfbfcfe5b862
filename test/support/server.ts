import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import pg from 'pg';
import { type Logger, pino } from 'pino';
import { afterAll, inject } from 'vitest';
import { createTokens } from '../../src/authentication/tokens.ts';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { createServices } from '../../src/bootstrap/create-services.ts';
import { readConfig } from '../../src/config.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { createPasswords } from '../../src/crypto/passwords.ts';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { processDb, processPool, type SystemDb } from '../../src/database/system.ts';
import { rememberDatabase } from './acquaintance.ts';
import { Client } from './client.ts';
import type { Services } from '../../src/core/services.ts';
import { generateSigningKey } from '../../src/crypto/signing-key.ts';

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
  /**
   * Another access token of the same session that expires after so many seconds: unlike a short ACCESS_TOKEN_TTL, it
   * leaves a busy machine all the time that it needs to prepare a test.
   */
  signBriefly(accessToken: string, seconds: number): Promise<string>;
}

/** A copy of the migrated template, or of `template0`, which is empty. */
export async function createDatabase(
  template: 'template' | 'template0' = 'template',
): Promise<{ systemUrl: string; servingUrl: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: inject('superuserUrl') });
  await admin.connect();
  // Two files at once would find the template in use. A copy of the files takes half as long as one through the log.
  await admin.query('select pg_advisory_lock(1)');
  await admin.query(`create database ${name} template ${template} strategy file_copy owner polity`);
  await admin.end();
  const named = (url: string) => Object.assign(new URL(url), { pathname: name }).href;
  return { systemUrl: named(inject('systemUrl')), servingUrl: named(inject('servingUrl')) };
}

/** Shared by all servers of this process: starting a thread that hashes passwords costs as much as a server. */
const cheapPasswords = await createPasswords(4);

/** The ways to execute that the environment switches off for a run of the tests. */
const switches = Object.fromEntries(
  ['PLANNED_READS', 'COMPILED_EXECUTION', 'VALIDATED_ANSWERS']
    .filter((name) => process.env[name])
    .map((name) => [name, process.env[name]!]),
);

/**
 * The real server over its own database, listening on a free port, stopped after the file.
 * @param copy a server whose tokens and secrets it accepts, and the database to use
 */
export async function startTestServer(
  environment: Record<string, string> = {},
  logger: Logger = pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
  copy?: { of?: TestServer; urls: TestServer['urls'] },
): Promise<TestServer> {
  const urls = copy?.urls ?? (await createDatabase());
  const config = readConfig({
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    TRUSTED_PROXIES: '127.0.0.1',
    // Their own tests switch them on: others send what they need.
    RATE_LIMITS: 'off',
    // A busy machine may need long for what a test sends at once.
    REQUEST_DEADLINE_MS: '50000',
    STATEMENT_TIMEOUT_MS: '40000',
    ORGANIZATIONS_PER_PERSON: '1000',
    ORGANIZATIONS_PER_DAY: '1000',
    ...switches,
    ...environment,
  });
  const keys = (config.secretsKeys ?? [generateSecretsKey()]).map((key) => Buffer.from(key, 'base64'));
  const tokenSettings = { ...config.tokens, keys: [await generateSigningKey()] };
  const { services, stop } = await createServices(config, urls, {
    logger,
    ...(config.bcryptCost === 4 && { passwords: cheapPasswords }),
    secrets: copy?.of?.services.secrets ?? createSecretBox(keys),
    tokens: copy?.of?.services.tokens ?? (await createTokens(tokenSettings)),
  });
  const app = await createServer(services);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  rememberDatabase(url, processDb(services));
  afterAll(async () => {
    await app.close();
    await stop();
  });
  return {
    url,
    services,
    db: processDb(services),
    systemPool: processPool(services),
    servingPool: services.servingPool,
    urls,
    anonymous: new Client(url),
    signBriefly: async (accessToken, accessTokenTtl) => {
      if (copy?.of) return copy.of.signBriefly(accessToken, accessTokenTtl);
      const brief = await createTokens({ ...tokenSettings, accessTokenTtl });
      const { sub, sid, org } = decodeJwt<{ sid: string; org?: string }>(accessToken);
      const { token } = await brief.sign(sub!, sid, org);
      return token;
    },
  };
}
