import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { Client, register } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/mail.ts';
import { startRoundRobin } from '../support/round-robin.ts';
import { createDatabase } from '../support/server.ts';
import { generateSigningKey } from '../../src/crypto/signing-key.ts';
import { programEnvironment } from '../support/environment.ts';

const root = join(import.meta.dirname, '../..');
const given: Record<string, string> = {
  JWT_KEYS: JSON.stringify([await generateSigningKey()]),
  SECRETS_KEY: generateSecretsKey(),
  POSTGRES_PASSWORD: 'first',
  SERVING_PASSWORD: 'second',
  APP_URL: 'https://app.example.com',
  API_URL: 'https://api.example.com',
  CORS_ORIGINS: 'https://app.example.com',
  SMTP_URL: 'smtp://127.0.0.1:1',
};

function compose(environment: Record<string, string>, file = 'compose.production.yml') {
  return spawnSync('docker-compose', ['--file', join(root, file), 'config'], {
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
}

const { services } = parse(compose(given).stdout);

test('docker-compose.yml starts development without settings', () => {
  const { status, stdout } = compose({}, 'docker-compose.yml');
  expect(status).toBe(0);
  const { api } = parse(stdout).services;
  expect(readConfig(api.environment)).toMatchObject({
    development: true,
    explorer: true,
    apiUrl: 'http://localhost:4000',
    inlineWorker: true,
  });
});

describe('compose.production.yml', () => {
  test('starts production with each password where it is needed', () => {
    for (const name of ['api', 'worker', 'migrate']) {
      const { environment } = services[name];
      expect(readConfig(environment)).toMatchObject({
        development: false,
        appUrl: given['APP_URL'],
        apiUrl: given['API_URL'],
        mail: { smtpUrl: given['SMTP_URL'] },
        http: { corsOrigins: ['https://app.example.com'], trustedProxies: ['uniquelocal'] },
      });
      expect(new URL(environment.DATABASE_URL).password).toBe('first');
      expect(new URL(environment.DATABASE_APP_URL).password).toBe('second');
    }
    expect(services.postgres.environment.POSTGRES_PASSWORD).toBe('first');
  });

  test('publishes no port of api, so that it can be scaled', () => {
    expect(services.api).not.toHaveProperty('ports');
    expect(services.api).not.toHaveProperty('container_name');
    expect(services.proxy.ports).toEqual([{ published: 4000, target: 4000 }]);
  });

  test.each(Object.keys(given))('fails without %s and names it', (name) => {
    const { [name]: _missing, ...others } = given;
    const { status, stderr } = compose(others);
    expect(status).not.toBe(0);
    expect(stderr).toContain(`set ${name} to`);
  });
});

describe('three api processes behind a proxy', async () => {
  const { systemUrl, servingUrl } = await createDatabase();
  const running: ChildProcess[] = [];
  const redisPort = await freePort();
  const redis = spawn('redis-server', ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '']);
  running.push(redis);
  const ports = [await freePort(), await freePort(), await freePort()];
  const metricsPorts = [await freePort(), await freePort(), await freePort()];
  const environment = {
    ...services.api.environment,
    DATABASE_URL: systemUrl,
    DATABASE_APP_URL: servingUrl,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    // In this test, the proxy has the address of this machine.
    TRUSTED_PROXIES: 'loopback',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  };
  const processes = ports.map((port, index) =>
    spawn(process.execPath, [join(root, 'src/main.ts')], {
      cwd: import.meta.dirname,
      env: {
        ...programEnvironment,
        ...environment,
        PORT: String(port),
        METRICS_PORT: String(metricsPorts[index]),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  );
  running.push(...processes);
  let address = '192.0.2.1';
  const proxy = await startRoundRobin(ports, () => address);
  afterAll(async () => {
    proxy.close();
    for (const child of running.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    )) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
  });
  const client = new Client(proxy.url);
  const isReady = (port: number) =>
    fetch(`http://127.0.0.1:${port}/ready`).then(
      ({ ok }) => ok || undefined,
      () => undefined,
    );

  test('all become ready', { timeout: 120_000 }, async () => {
    for (const port of ports) expect(await until(() => isReady(port), { seconds: 100 })).toBe(true);
  });

  test('serve their metrics only beside the proxy', async () => {
    expect((await fetch(`${proxy.url}/metrics`)).status).toBe(404);
    for (const port of metricsPorts)
      expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
  });

  test('deliver the changes of every other process', async () => {
    const { client: owner } = await register(client);
    for (let number = 0; number < 3; number++)
      await owner.ask(`mutation { createProject(input: { name: "${number}" }) { userErrors { code } } }`);
    for (let number = 0; number < 3; number++)
      expect(await owner.ask('{ projects(first: 10) { totalCount } }')).toEqual({
        projects: { totalCount: 3 },
      });
    for (const count of proxy.sent) expect(count).toBeGreaterThan(1);
  });

  test('count the calls of each client together', async () => {
    const reset =
      'mutation { requestPasswordReset(input: { email: "nobody@example.com" }) { userErrors { code } } }';
    const passed = async () => {
      const codes = await Promise.all(Array.from({ length: 24 }, () => client.codes(reset)));
      return codes.filter((each) => each.length === 0).length;
    };
    address = '192.0.2.2';
    expect(await passed()).toBe(10);
    address = '192.0.2.3';
    expect(await passed()).toBe(10);
  });

  test('keep serving when one of them ends', async () => {
    const [first] = processes as [ChildProcess];
    const ended = once(first, 'exit');
    first.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    address = '192.0.2.4';
    for (let number = 0; number < 6; number++)
      expect(await client.ask('{ __typename }')).toEqual({ __typename: 'Query' });
  });
});
