import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config.ts';
import { generateSecretsKey } from '../src/keys.ts';
import { generateSigningKey } from '../src/modules/session/tokens.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFile(join(root, file), 'utf8');

test('docker-compose.yml starts a proxy, api, worker, migrations, PostgreSQL 18 and Redis 8', async () => {
  const { services } = parse(await read('docker-compose.yml'), { merge: true });
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
  const { environment } = services.api;
  expect(readConfig({ ...environment, ...given })).toMatchObject({
    environment: 'production',
    explorer: false,
    http: { trustedProxies: ['uniquelocal'] },
  });
});

test('docker-compose.yml has no passwords, and publishes the port of the proxy alone', async () => {
  const text = await read('docker-compose.yml');
  for (const [, password] of text.matchAll(/(?:postgres:\/\/\w+:|PASSWORD: )(\S*)/g))
    expect(password).toMatch(/^\$\{\w+:\?/);
  const { services } = parse(text, { merge: true });
  const publishing = Object.keys(services).filter((name) => services[name].ports);
  expect(publishing).toEqual(['proxy']);
});

test('the image runs as an ordinary user, checks its health, and copies what exists', async () => {
  const lines = (await read('Dockerfile')).split('\n');
  expect(lines).toContain('USER node');
  expect(lines.some((line) => line.startsWith('HEALTHCHECK'))).toBe(true);
  const copied = lines
    .filter((line) => line.startsWith('COPY'))
    .flatMap((line) => line.split(' ').slice(1, -1));
  await Promise.all(
    copied.map((file) => import('node:fs/promises').then(({ access }) => access(join(root, file)))),
  );
});

test('what production installs does without development dependencies', async () => {
  const { dependencies } = JSON.parse(await read('package.json'));
  const programs = await Promise.all(
    ['src/main.ts', 'src/worker.ts', 'src/server.ts', 'src/context.ts'].map(read),
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
