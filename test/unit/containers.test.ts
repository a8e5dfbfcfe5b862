import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { generateSigningKey } from '../../src/crypto/signing-key.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFile(join(root, file), 'utf8');

test('compose.production.yml starts a proxy, api, worker, migrations, PostgreSQL 18 and Redis 8', async () => {
  const { services } = parse(await read('compose.production.yml'), { merge: true });
  expect(Object.keys(services).toSorted()).toEqual([
    'api',
    'migrate',
    'postgres',
    'proxy',
    'redis',
    'worker',
  ]);
  expect([services.postgres.image, services.redis.image]).toEqual(['postgres:18', 'redis:8']);
  expect(services.api.depends_on.migrate.condition).toBe('service_completed_successfully');
  const given = {
    JWT_KEYS: JSON.stringify([await generateSigningKey()]),
    SECRETS_KEY: generateSecretsKey(),
    APP_URL: 'https://app.example.com',
    API_URL: 'https://api.example.com',
    CORS_ORIGINS: 'https://app.example.com',
    SMTP_URL: 'smtp://mail.example.com',
  };
  for (const name of Object.keys(given))
    expect(services.api.environment[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?[^}]+\\}$`));
  const payments = { STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '' };
  for (const name of Object.keys(payments))
    expect([services.api, services.worker].map(({ environment }) => environment[name])).toEqual([
      `\${${name}:-}`,
      `\${${name}:-}`,
    ]);
  expect(services.worker.environment).toEqual({ ...services.api.environment, WORKER_PORT: '9465' });
  expect(services.worker.healthcheck.test.at(-1)).toContain('http://localhost:9465/ready');
  const { environment } = services.api;
  expect(environment['WEB']).toBe('${WEB:-off}');
  expect(readConfig({ ...environment, ...given, ...payments, WEB: 'off' })).toMatchObject({
    environment: 'production',
    explorer: false,
    http: { trustedProxies: ['uniquelocal'] },
  });
});

test('compose.production.yml has no passwords and publishes only the port of the proxy', async () => {
  const text = await read('compose.production.yml');
  for (const [, password] of text.matchAll(/(?:postgres:\/\/\w+:|PASSWORD: )(\S*)/g))
    expect(password).toMatch(/^\$\{\w+:\?/);
  const { services } = parse(text, { merge: true });
  const publishing = Object.keys(services).filter((name) => services[name].ports);
  expect(publishing).toEqual(['proxy']);
});

test('docker-compose.yml keeps keys and data in volumes, seeds before it serves, and listens only on loopback', async () => {
  const { services, volumes } = parse(await read('docker-compose.yml'), { merge: true });
  const { api, setup, postgres } = services;
  expect(setup.command).toEqual(['node', 'src/cli.ts', 'seed', '--demo', '--if-empty']);
  expect(api.depends_on.setup.condition).toBe('service_completed_successfully');
  for (const service of [api, postgres])
    expect(Object.keys(volumes)).toContain(service.volumes[0].split(':')[0]);
  expect(api.environment.POLITY_DATA_DIR).toMatch(new RegExp(`^${api.volumes[0].split(':')[1]}/`));
  const published = Object.values<{ ports?: string[] }>(services).flatMap(({ ports = [] }) => ports);
  expect(published).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:4000$/)]);
  const production = parse(await read('compose.production.yml')).volumes;
  expect(Object.keys(volumes).filter((name) => name in production)).toEqual([]);
});

test('the workflows of GitHub and GitLab run .ci/run, which is executable', async () => {
  const github = parse(await read('.github/workflows/ci.yml')).jobs.check;
  expect(github.steps.at(-1)).toEqual({ run: '.ci/run' });
  const gitlab = parse(await read('.gitlab-ci.yml')).check;
  expect(gitlab.script).toEqual(['.ci/run']);
  expect(gitlab.image).toBe(github.container);
  expect((await stat(join(root, '.ci/run'))).mode & 0o111).not.toBe(0);
});

test('the Makefile has the targets up, down, logs and test', async () => {
  const targets = [...(await read('Makefile')).matchAll(/^([a-z]+):/gm)].map(([, name]) => name);
  expect(targets).toEqual(['up', 'down', 'logs', 'test']);
});

test('the image runs as an unprivileged user, checks its health, and copies only files that exist', async () => {
  const lines = (await read('Dockerfile')).split('\n');
  expect(lines).toContain('USER node');
  expect(lines.some((line) => line.startsWith('HEALTHCHECK'))).toBe(true);
  const copied = lines
    // Not what an earlier stage of the build has made.
    .filter((line) => line.startsWith('COPY') && !line.includes('--from='))
    .flatMap((line) => line.split(' ').slice(1, -1));
  await Promise.all(
    copied.map((file) => import('node:fs/promises').then(({ access }) => access(join(root, file)))),
  );
});

test('the production image installs no development dependencies', async () => {
  const { dependencies } = JSON.parse(await read('package.json'));
  const programs = await Promise.all(
    [
      'src/main.ts',
      'src/worker.ts',
      'src/bootstrap/create-server.ts',
      'src/http/http-server.ts',
      'src/http/apollo-server.ts',
      'src/core/context.ts',
    ].map(read),
  );
  const imported = programs.flatMap((text) =>
    [...text.matchAll(/from '([^.n][^']*)'/g)].map((match) => match[1]!),
  );
  for (const name of imported) {
    const packageName = name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/');
    expect(Object.keys(dependencies)).toContain(packageName);
  }
});
