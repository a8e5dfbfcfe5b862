import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { ConfigError } from '../../src/config/faults.ts';
import { variableNames } from '../../src/config/variables.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { generateSigningKey } from '../../src/crypto/signing-key.ts';

const key = await generateSigningKey();
const inProduction = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://polity:secret@db/polity',
  DATABASE_APP_URL: 'postgresql://app:secret@db/polity',
  JWT_KEYS: JSON.stringify([key]),
  SECRETS_KEY: generateSecretsKey(),
  APP_URL: 'https://app.example.com',
  API_URL: 'https://api.example.com',
  SMTP_URL: 'smtp://mail.example.com:587',
};

/** Returns the faults of an environment. */
function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toContain((error as ConfigError).faults.join('\n  '));
    return (error as ConfigError).faults;
  }
  return [];
}

const namesOf = (faults: string[]) => faults.map((fault) => fault.split(':')[0]!);

describe('readConfig', () => {
  test('configures development for an empty environment, with the tools for development', () => {
    expect(readConfig({})).toMatchObject({
      environment: 'development',
      development: true,
      host: 'localhost',
      port: 4000,
      database: { systemUrl: undefined, servingUrl: undefined, preparedStatements: true },
      dataDirectory: resolve('.polity'),
      bcryptCost: 12,
      passwordMinLength: 8,
      persistedOperations: 'prefer',
      tokens: { keys: undefined, accessTokenTtl: 900, refreshTokenTtl: 604_800 },
      http: { corsOrigins: [], trustedProxies: [] },
      compiledExecution: true,
      plannedReads: true,
      validatedResponses: true,
      federation: true,
      introspection: true,
      explorer: true,
      reference: true,
      web: true,
      inlineWorker: true,
      webhooks: { allowPrivate: true, allowHttp: true, ports: undefined },
    });
  });

  test('turns the tools for development off in production', () => {
    expect(readConfig(inProduction)).toMatchObject({
      development: false,
      host: '0.0.0.0',
      database: { systemUrl: inProduction.DATABASE_URL, servingUrl: inProduction.DATABASE_APP_URL },
      tokens: { keys: [{ kid: key.kid }] },
      federation: false,
      introspection: false,
      explorer: false,
      reference: false,
      web: false,
      inlineWorker: false,
      webhooks: { allowPrivate: false, allowHttp: false, ports: [443, 80] },
      logLevel: 'info',
    });
  });

  test('lets a setting override the default of NODE_ENV', () => {
    const on = { FEDERATION: 'on', INTROSPECTION: 'on', EXPLORER: 'on', DOCS: 'on', WEB: 'on' };
    const switches = { ...on, WORKER: 'inline', HOST: '::1' };
    expect(readConfig({ ...inProduction, ...switches })).toMatchObject({
      federation: true,
      introspection: true,
      explorer: true,
      reference: true,
      inlineWorker: true,
      host: '::1',
    });
    expect([readConfig({}).web, readConfig({ NODE_ENV: 'test' }).web]).toEqual([true, false]);
    expect(readConfig({ COMPILED_EXECUTION: 'off' }).compiledExecution).toBe(false);
    expect(readConfig({ PLANNED_READS: 'off' }).plannedReads).toBe(false);
    const off = {
      FEDERATION: 'off',
      INTROSPECTION: 'off',
      EXPLORER: 'off',
      DOCS: 'off',
      WEB: 'off',
      WORKER: 'off',
    };
    expect(readConfig(off)).toMatchObject({
      federation: false,
      introspection: false,
      explorer: false,
      reference: false,
      inlineWorker: false,
    });
  });

  test('treats an empty variable as absent', () => {
    const empty = Object.fromEntries(variableNames.map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
    expect(namesOf(faultsOf({ ...inProduction, JWT_KEYS: '' }))).toEqual(['JWT_KEYS']);
  });

  test.each([
    ['no-reply@polity.test', { name: '', address: 'no-reply@polity.test' }],
    ['Polity <no-reply@localhost>', { name: 'Polity', address: 'no-reply@localhost' }],
    [
      '"Polity, Inc." <No-Reply@Bücher.test>',
      { name: 'Polity, Inc.', address: 'no-reply@xn--bcher-kva.test' },
    ],
  ])('accepts the sender of mails %s', (written, from) => {
    expect(readConfig({ MAIL_FROM: written }).mail.from).toEqual(from);
  });

  test('splits lists at commas', () => {
    const { http } = readConfig({
      CORS_ORIGINS: ' https://a.test ,https://b.test,, ',
      TRUSTED_PROXIES: '10.0.0.0/8',
    });
    expect(http).toMatchObject({
      corsOrigins: ['https://a.test', 'https://b.test'],
      trustedProxies: ['10.0.0.0/8'],
    });
  });

  test('adds the configured ports for webhooks to 80 and 443', () => {
    const { webhooks } = readConfig({ ...inProduction, WEBHOOK_PORTS: '8443, 443' });
    expect(webhooks.ports).toEqual([443, 80, 8443]);
  });

  test.each([
    ['https://app.test', 'https://app.test'],
    ['https://app.test/', 'https://app.test'],
    [' https://App.Test:443/app// ', 'https://app.test/app'],
    ['http://app.test:8080/a/b/', 'http://app.test:8080/a/b'],
    ['http://[::1]:4000/', 'http://[::1]:4000'],
    ['https://bücher.test', 'https://xn--bcher-kva.test'],
  ])('accepts the address %s', (written, meant) => {
    const { appUrl, apiUrl } = readConfig({ APP_URL: written, API_URL: written });
    expect([appUrl, apiUrl]).toEqual([meant, meant]);
  });

  test.each([
    ['https://app.test/', 'https://app.test'],
    ['https://app.test/some/page', 'https://app.test'],
    ['HTTPS://APP.test:443', 'https://app.test'],
    ['http://localhost:5173/', 'http://localhost:5173'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
    ['capacitor://localhost', 'capacitor://localhost'],
  ])('accepts the origin %s', (written, meant) => {
    expect(readConfig({ CORS_ORIGINS: `${written},${meant}` }).http.corsOrigins).toEqual([meant]);
  });

  test.each([
    [{}, 'http://localhost:4000/app', 'http://localhost:4000'],
    [{ API_URL: 'https://api.test/' }, 'https://api.test/app', 'https://api.test'],
    [{ WEB: 'off' }, 'http://localhost:4000', 'http://localhost:4000'],
    [{ WEB: 'off', HOST: '::1', PORT: '80' }, 'http://[::1]:80', 'http://[::1]:80'],
    [{ WEB: 'off', HOST: '0.0.0.0' }, 'http://localhost:4000', 'http://localhost:4000'],
    [{ WEB: 'off', API_URL: 'https://api.test/' }, 'https://api.test', 'https://api.test'],
    [{ CORS_ORIGINS: 'tauri://localhost,https://app.test/' }, 'https://app.test', 'http://localhost:4000'],
  ])('derives from %j the URL %s of the front end and %s of the server', (environment, appUrl, apiUrl) => {
    expect(readConfig(environment)).toMatchObject({ appUrl, apiUrl });
  });

  test.each([
    // The front end that this server serves has the pages, like the operator's own. Others may lack them.
    [{}, 'http://localhost:4000/app'],
    [{ WEB: 'off' }, 'http://localhost:4000'],
    [{ MAIL_LINKS: 'server' }, 'http://localhost:4000'],
    [{ CORS_ORIGINS: 'https://app.test' }, 'http://localhost:4000'],
    [{ APP_URL: 'https://app.test' }, 'https://app.test'],
    [{ APP_URL: 'https://app.test', MAIL_LINKS: 'server' }, 'http://localhost:4000'],
  ])('derives from %j that mailed links lead to %s', (environment, pagesUrl) => {
    expect(readConfig(environment).pagesUrl).toBe(pagesUrl);
  });

  test('requires in production a mail server or MAIL=log', () => {
    const { SMTP_URL, ...without } = inProduction;
    expect(readConfig(inProduction).mail).toMatchObject({ smtpUrl: SMTP_URL, logsText: false });
    expect(namesOf(faultsOf(without))).toEqual(['SMTP_URL']);
    // The mailbox of a login shell.
    expect(readConfig({ MAIL: '/var/mail/ada' })).toEqual(readConfig({}));
    expect(namesOf(faultsOf({ ...without, MAIL: '/var/mail/ada' }))).toEqual(['SMTP_URL']);
    expect(readConfig({ ...without, MAIL: 'log' }).mail).toMatchObject({
      smtpUrl: undefined,
      logsText: false,
    });
    expect(namesOf(faultsOf({ ...inProduction, MAIL: 'log' }))).toEqual(['MAIL']);
    expect(readConfig({}).mail).toMatchObject({ smtpUrl: undefined, logsText: true });
  });

  test('ignores variables of other programs', () => {
    expect(readConfig({ PATH: '/bin', POLITY_UNKNOWN: 'x' })).toEqual(readConfig({}));
  });
});

describe('faults of the environment', () => {
  const wrong: Record<string, string[]> = {
    NODE_ENV: ['prod', 'Production'],
    PORT: ['ninety', '-1', '65536', '80.5'],
    DATABASE_URL: ['mysql://root:hunter2@db/x', 'localhost:5432'],
    DATABASE_APP_URL: ['http://app:hunter2@db'],
    DATABASE_POOL_SIZE: ['0', '1001'],
    PREPARED_STATEMENTS: ['yes', 'true'],
    STATEMENT_TIMEOUT_MS: ['0', '99'],
    JWT_KEYS: [
      'hunter2',
      '{}',
      '[]',
      '[1]',
      JSON.stringify([{ ...key, d: undefined }]),
      JSON.stringify([{ ...key, kid: '' }]),
      JSON.stringify([{ ...key, crv: 'X25519' }]),
      JSON.stringify([{ kty: 'oct', k: 'hunter2', kid: 'a' }]),
    ],
    ACCESS_TOKEN_TTL: ['0', '-5', 'forever', '99999999999'],
    REFRESH_TOKEN_TTL: ['0', '7d'],
    BCRYPT_COST: ['3', '17', 'x'],
    PASSWORD_MIN_LENGTH: ['7', '65', 'long'],
    BODY_LIMIT_BYTES: ['0', '1MB'],
    REQUEST_TIMEOUT_MS: ['0'],
    COST_LIMIT: ['0', 'none'],
    COST_LIMIT_ANONYMOUS: ['0', 'none'],
    COST_LIMIT_ADMIN: ['0', 'none'],
    COST_LIMIT_REGISTERED: ['0', 'none'],
    PERSISTED_OPERATIONS: ['on', 'REQUIRE'],
    PERSON_REQUESTS_FACTOR: ['0', 'two'],
    ORGANIZATIONS_PER_PERSON: ['-1', 'many'],
    ORGANIZATIONS_PER_DAY: ['-1', 'many'],
    WEBSOCKET_LIMIT: ['-1', 'many'],
    WEBSOCKETS_PER_CALLER: ['0', 'many'],
    WEBSOCKETS_PER_NETWORK: ['0', 'many'],
    RECONNECT_WITHIN_MS: ['0', 'soon'],
    COMPILED_EXECUTION: ['true'],
    PLANNED_READS: ['true'],
    FEDERATION: ['yes'],
    INTROSPECTION: ['1'],
    EXPLORER: ['false'],
    DOCS: ['false'],
    WEB: ['yes'],
    WORKER: ['on'],
    MAIL: ['smtp', 'off'],
    SMTP_URL: ['mail.test:25'],
    SECRETS_KEY: ['hunter2', ',', `${generateSecretsKey()},hunter2`, `${generateSecretsKey()}=`],
    WEBHOOK_ALLOW_PRIVATE: ['yes', '1'],
    WEBHOOK_PORTS: ['https', '0', '8443,65536', '8443;8444'],
    MAIL_LINKS: ['on'],
    MAIL_FROM: [
      'x',
      'crew: a@polity.test, b@polity.test;',
      'A <a@polity.test>, B <b@polity.test>',
      'Polity\nBcc: victim@polity.test <a@polity.test>',
      'Polity <hunter2>',
    ],
    ...Object.fromEntries(
      ['APP_URL', 'API_URL'].map((name) => [
        name,
        [
          'app.test',
          'javascript:alert(1)',
          'javascript://app.test/%0aalert(1)',
          'ftp://app.test',
          'https://',
          'https://admin:hunter2@app.test',
          'https://app.test/?hunter2',
          'https://app.test/#a',
        ],
      ]),
    ),
    CORS_ORIGINS: ['*', 'null', 'app.test', 'https://app.test,hunter2', 'https://x:hunter2@app.test'],
    STRIPE_SECRET_KEY: ['hunter2', 'pk_test_hunter2', 'sk_test hunter2'],
    STRIPE_WEBHOOK_SECRET: ['hunter2', ',', 'whsec_1,hunter2'],
    STRIPE_API_URL: ['stripe.test', 'https://x:hunter2@stripe.test'],
    METRICS_PORT: ['0', '65536', 'on', '4000'],
    WORKER_PORT: ['0', '65536', 'on'],
    METRICS_TOKEN: ['hunter2', `hunter2 ${'x'.repeat(32)}`],
    LOG_LEVEL: ['verbose'],
  };

  test.each(Object.entries(wrong))(
    'of %s are reported with its name and without its value',
    (name, values) => {
      for (const value of values) {
        const faults = faultsOf({ [name]: value });
        expect(namesOf(faults)).toEqual([name]);
        expect(faults.join()).not.toMatch(/hunter2/);
        if (key.d) expect(faults.join()).not.toContain(key.d);
      }
    },
  );

  test('are all reported at once', () => {
    const environment = Object.fromEntries(Object.entries(wrong).map(([name, [value]]) => [name, value!]));
    expect(namesOf(faultsOf(environment)).toSorted()).toEqual(Object.keys(wrong).toSorted());
  });

  test('of payments are reported, which need both secrets, and TLS in production', () => {
    const [key, secret] = [{ STRIPE_SECRET_KEY: 'sk_test_1' }, { STRIPE_WEBHOOK_SECRET: 'whsec_1, whsec_2' }];
    expect(namesOf(faultsOf(key))).toEqual(['STRIPE_WEBHOOK_SECRET']);
    expect(namesOf(faultsOf(secret))).toEqual(['STRIPE_SECRET_KEY']);
    const plain = { ...inProduction, ...key, ...secret, STRIPE_API_URL: 'http://stripe.test' };
    expect(namesOf(faultsOf(plain))).toEqual(['STRIPE_API_URL']);
    expect(readConfig({ ...key, ...secret }).payments).toMatchObject({
      webhookSecrets: ['whsec_1', 'whsec_2'],
      apiUrl: 'https://api.stripe.com',
      returnOrigins: ['http://localhost:4000'],
    });
    expect(readConfig({}).payments).toBeUndefined();
  });

  test('of production are reported together with all others', () => {
    const faults = faultsOf({ NODE_ENV: 'production', BCRYPT_COST: '4', PORT: 'ninety', EXPLORER: 'maybe' });
    expect(namesOf(faults).toSorted()).toEqual([
      'API_URL',
      'APP_URL',
      'BCRYPT_COST',
      'DATABASE_APP_URL',
      'DATABASE_URL',
      'EXPLORER',
      'JWT_KEYS',
      'PORT',
      'SECRETS_KEY',
      'SMTP_URL',
    ]);
    expect(faults.join('\n')).toContain('npm run cli -- generate-key');
  });
});

describe('the documentation of the settings', () => {
  const fileText = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
  const example = new Map(
    [...fileText('.env.example').matchAll(/^(?:# ?)?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
  const table = new Map(
    [...fileText('docs/settings.md').matchAll(/^\| `([A-Z][A-Z0-9_]*)` *\|([^|]*)\|([^|]*)\|/gm)].map(
      ([, name, fallback, meaning]) => [name!, { fallback: fallback!.trim(), meaning: meaning!.trim() }],
    ),
  );

  test('names every variable that is read, and no other variable', () => {
    expect([...example.keys()].toSorted()).toEqual(variableNames.toSorted());
    expect([...table.keys()].toSorted()).toEqual(variableNames.toSorted());
    for (const { fallback, meaning } of table.values())
      expect([fallback, meaning]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
  });

  test('states the actual defaults', () => {
    for (const [name, value] of example)
      if (!/^(DATABASE_URL|DATABASE_APP_URL|REDIS_URL|SMTP_URL)$/.test(name))
        expect({ name, config: readConfig({ [name]: value }) }).toEqual({ name, config: readConfig({}) });
    for (const [name, { fallback }] of table) {
      const [, usual, productive] = /^`([^`]+)`(?:; `([^`]+)` in production)?$/.exec(fallback) ?? [];
      if (usual)
        expect({ name, config: readConfig({ [name]: usual }) }).toEqual({ name, config: readConfig({}) });
      if (name !== 'NODE_ENV' && (productive ?? usual))
        expect({ name, config: readConfig({ ...inProduction, [name]: productive ?? usual }) }).toEqual({
          name,
          config: readConfig(inProduction),
        });
    }
  });
});
