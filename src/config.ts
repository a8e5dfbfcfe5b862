import { join, resolve } from 'node:path';
import { z } from 'zod';
import { baseUrl, firstWebAddress, localAddress, origins } from './addresses.ts';
import { isNetwork } from './client-address.ts';
import { DEFAULT_ANONYMOUS_COST_LIMIT, DEFAULT_COST_LIMIT } from './graphql/cost.ts';
import { parseSender } from './mailbox.ts';

const production = (env: NodeJS.ProcessEnv) => env['NODE_ENV'] === 'production';
const integer = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const seconds = integer(1, 365 * 86_400);
const trueFalse = z.enum(['true', 'false']).transform((value) => value === 'true');
const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');
/** POSIX has a MAIL of its own, which login shells set: the path of the user's mailbox. It says nothing to us. */
const mail = z.preprocess(
  (value) => (typeof value === 'string' && value.startsWith('/') ? undefined : value),
  z.literal('log', { error: 'must be log, or left out' }).optional(),
);
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);
const ports = list.transform((values, context) => {
  const numbers = values.map(Number);
  if (numbers.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)) return numbers;
  context.addIssue('must be ports from 1 to 65535, separated by commas');
  return z.NEVER;
});
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://');
const privateKeys = z.string().transform((value, context) => {
  const keys = z
    .array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        kid: z.string().min(1),
        d: z.string(),
        x: z.string(),
      }),
    )
    .min(1)
    .safeParse(parseJson(value));
  const kids = new Set(keys.data?.map(({ kid }) => kid));
  if (keys.success && kids.size === keys.data.length) return keys.data;
  context.addIssue(
    'must be a JSON array of private Ed25519 JWKs, each with a kid of its own; `npm run cli -- generate-key` makes one',
  );
  return z.NEVER;
});

const secretsKeys = list.transform((keys, context) => {
  if (keys.length > 0 && keys.every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key))) return keys;
  context.addIssue('must be 32 bytes in base64, or several such keys; `openssl rand -base64 32` makes one');
  return z.NEVER;
});

const MAX_QUANTITY = Number.MAX_SAFE_INTEGER;

/** `meter=quantity` for single meters, `*=quantity` for all others. */
const quantityLimits = list.transform((items, context) => {
  const limits = items.map((item) => /^(\*|[A-Za-z0-9_.-]+)=(\d{1,16})$/.exec(item));
  if (limits.some((match) => !match || Number(match[2]) > MAX_QUANTITY)) {
    context.addIssue('must be like *=1000000000,events.processed=5000000, each at most 9007199254740991');
    return z.NEVER;
  }
  const meters = new Map(limits.map((match) => [match![1]!, Number(match![2])]));
  return { meters, others: meters.get('*') ?? 1_000_000_000 };
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const sender = z.string().transform((value, context) => {
  const mailbox = parseSender(value);
  if (mailbox) return mailbox;
  context.addIssue(
    'must be an e-mail address, or a name and an address such as Polity <no-reply@example.com>',
  );
  return z.NEVER;
});

/** Every variable that is read, with the default that development and production share. */
const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().optional(),
  PORT: integer(0, 65_535).default(4000),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: integer(1, 1000).default(20),
  PREPARED_STATEMENTS: onOff.default(true),
  STATEMENT_TIMEOUT_MS: integer(100, 600_000).default(10_000),
  CONNECTION_QUEUE: integer(1, 100_000).default(100),
  CONNECTION_QUEUE_BYTES: integer(1, 1_000_000_000).default(10_000_000),
  POLITY_DATA_DIR: z.string().min(1).default('.polity'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  REDIS_REQUIRED: onOff.default(false),
  JWT_KEYS: privateKeys.optional(),
  SECRETS_KEY: secretsKeys.optional(),
  JWT_ISSUER: z.string().min(1).default('polity'),
  JWT_AUDIENCE: z.string().min(1).default('polity'),
  ACCESS_TOKEN_TTL: seconds.default(900),
  REFRESH_TOKEN_TTL: seconds.default(7 * 86_400),
  BCRYPT_COST: integer(4, 16).default(12),
  PASSWORD_MIN_LENGTH: integer(8, 64).default(8),
  ENABLE_REGISTRATION: trueFalse.default(true),
  APP_URL: baseUrl.optional(),
  API_URL: baseUrl.optional(),
  MAIL_LINKS: z.enum(['app', 'server']).optional(),
  CORS_ORIGINS: list.pipe(origins).default([]),
  TRUSTED_PROXIES: list
    .refine((proxies) => proxies.every(isNetwork), {
      error:
        'must be addresses, networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas',
    })
    .default([]),
  BODY_LIMIT_BYTES: integer(1024, 100_000_000).default(1_000_000),
  REQUEST_TIMEOUT_MS: integer(1000, 600_000).default(30_000),
  RESPONSE_LIMIT_BYTES: integer(10_000, 1_000_000_000).default(10_000_000),
  RESPONSE_MEMORY_BYTES: integer(100_000, 1_000_000_000_000).default(200_000_000),
  RESPONSE_TIMEOUT_MS: integer(100, 600_000).default(30_000),
  REQUEST_DEADLINE_MS: integer(100, 3_600_000).default(15_000),
  COST_LIMIT: integer(1, 1_000_000_000).default(DEFAULT_COST_LIMIT),
  RATE_LIMITS: onOff.default(true),
  PERSON_REQUESTS_FACTOR: integer(1, 1000).default(2),
  ORGANIZATIONS_PER_PERSON: integer(0, 1_000_000).default(20),
  ORGANIZATIONS_PER_DAY: integer(0, 1_000_000).default(5),
  COST_LIMIT_ANONYMOUS: integer(1, 1_000_000_000).optional(),
  COST_LIMIT_ADMIN: integer(1, 1_000_000_000).optional(),
  COST_LIMIT_REGISTERED: integer(1, 1_000_000_000).optional(),
  PERSISTED_OPERATIONS: z.enum(['off', 'prefer', 'require']).optional(),
  WEBSOCKET_LIMIT: integer(0, 1_000_000).default(10_000),
  WEBSOCKETS_PER_CALLER: integer(1, 1_000_000).default(200),
  WEBSOCKETS_PER_NETWORK: integer(1, 1_000_000).default(1000),
  FEDERATION: onOff.optional(),
  ROUTER_SECRET: z.string().min(32).optional(),
  INTROSPECTION: onOff.optional(),
  EXPLORER: onOff.optional(),
  DOCS: onOff.optional(),
  WORKER: z.enum(['inline', 'off']).optional(),
  JOB_CONCURRENCY: integer(1, 100).default(4),
  MAIL: mail.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: sender.default({ name: 'Polity', address: 'no-reply@localhost' }),
  USAGE_QUANTITY_LIMITS: quantityLimits.prefault('*=1000000000'),
  WEBHOOK_ALLOW_PRIVATE: trueFalse.optional(),
  WEBHOOK_PORTS: ports.optional(),
  METRICS_PORT: integer(1, 65_535).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{32,}$/, 'must be at least 32 characters without spaces; `openssl rand -hex 24` makes one')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
});

export const variableNames = Object.keys(variables.shape);

/** All that is wrong with the environment, a line each. */
export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`The environment is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

export type Config = ReturnType<typeof readConfig>;

/**
 * The settings of this process. Outside production the explorer, introspection, federation and the inline worker
 * are on, and without `DATABASE_URL` the database is embedded.
 * @throws {ConfigError} with every fault at once
 */
export function readConfig(environment: NodeJS.ProcessEnv) {
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(env);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...(production(env) ? missingInProduction(env) : []),
    ...(env['MAIL'] === 'log' && env['SMTP_URL']
      ? ['MAIL: log sends nothing to SMTP_URL; leave one of them out']
      : []),
    ...(parsed.data && parsed.data.METRICS_PORT === parsed.data.PORT
      ? ['METRICS_PORT: must differ from PORT; without it the API serves /metrics']
      : []),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const values = parsed.data;
  const development = values.NODE_ENV !== 'production';
  const dataDirectory = resolve(values.POLITY_DATA_DIR);
  const host = values.HOST ?? (development ? 'localhost' : '0.0.0.0');
  const apiUrl = values.API_URL ?? localAddress(host, values.PORT);
  const appUrl = values.APP_URL ?? firstWebAddress(values.CORS_ORIGINS) ?? apiUrl;
  const mailLinks = values.MAIL_LINKS ?? (values.APP_URL ? 'app' : 'server');
  return {
    environment: values.NODE_ENV,
    development,
    host,
    port: values.PORT,
    database: {
      systemUrl: values.DATABASE_URL,
      servingUrl: values.DATABASE_APP_URL,
      poolSize: values.DATABASE_POOL_SIZE,
      preparedStatements: values.PREPARED_STATEMENTS,
      statementTimeout: values.STATEMENT_TIMEOUT_MS,
      /** How many requests of one caller may wait for a connection, and how many bytes of their bodies. */
      queue: { claims: values.CONNECTION_QUEUE, bytes: values.CONNECTION_QUEUE_BYTES },
    },
    redisUrl: values.REDIS_URL,
    redisRequired: values.REDIS_REQUIRED,
    dataDirectory,
    developmentKeyFile: join(dataDirectory, 'signing-keys.json'),
    secretsKeys: values.SECRETS_KEY,
    developmentSecretsFile: join(dataDirectory, 'secrets-keys.json'),
    tokens: {
      keys: values.JWT_KEYS,
      issuer: values.JWT_ISSUER,
      audience: values.JWT_AUDIENCE,
      accessTokenTtl: values.ACCESS_TOKEN_TTL,
      refreshTokenTtl: values.REFRESH_TOKEN_TTL,
    },
    bcryptCost: values.BCRYPT_COST,
    /** In characters. */
    passwordMinLength: values.PASSWORD_MIN_LENGTH,
    registration: values.ENABLE_REGISTRATION,
    appUrl,
    apiUrl,
    /** Where the pages are that mailed tokens are used on. */
    pagesUrl: mailLinks === 'app' ? appUrl : apiUrl,
    http: {
      corsOrigins: values.CORS_ORIGINS,
      trustedProxies: values.TRUSTED_PROXIES,
      bodyLimit: values.BODY_LIMIT_BYTES,
      requestTimeout: values.REQUEST_TIMEOUT_MS,
      /** Milliseconds from a request's arrival to its response, its waits included. */
      requestDeadline: values.REQUEST_DEADLINE_MS,
      responseTimeout: values.RESPONSE_TIMEOUT_MS,
    },
    /** Bytes. */
    responseLimits: {
      response: values.RESPONSE_LIMIT_BYTES,
      caller: Math.min(values.RESPONSE_LIMIT_BYTES * 4, Math.ceil(values.RESPONSE_MEMORY_BYTES / 4)),
      process: values.RESPONSE_MEMORY_BYTES,
    },
    rateLimits: values.RATE_LIMITS,
    /** A person's requests a minute in all organizations together: this many times what one organization allows. */
    personRequestsFactor: values.PERSON_REQUESTS_FACTOR,
    /** How many organizations a person can create: as many as they own at one time, and within a UTC day. */
    organizationsPerPerson: { owned: values.ORGANIZATIONS_PER_PERSON, perDay: values.ORGANIZATIONS_PER_DAY },
    /** The most that an operation may cost, by who sends it or how it is known. */
    costLimits: {
      user: values.COST_LIMIT,
      anonymous: values.COST_LIMIT_ANONYMOUS ?? Math.min(values.COST_LIMIT, DEFAULT_ANONYMOUS_COST_LIMIT),
      platformAdmin: values.COST_LIMIT_ADMIN ?? values.COST_LIMIT * 4,
      registered: values.COST_LIMIT_REGISTERED ?? values.COST_LIMIT * 2,
    },
    persistedOperations: values.PERSISTED_OPERATIONS ?? (development ? 'prefer' : 'off'),
    subscriptions: {
      mostSockets: values.WEBSOCKET_LIMIT,
      mostPerCaller: values.WEBSOCKETS_PER_CALLER,
      mostPerNetwork: values.WEBSOCKETS_PER_NETWORK,
      /** Of one caller over all sockets, and of one socket before its caller is known. */
      messages: { burst: 2000, perSecond: 100, beforeCaller: 10 },
      mostPerSocket: 100,
      /** Bytes that a client has not read. */
      mostBuffered: 4_000_000,
      /** Milliseconds, as those below: how long a client may take to say who it is. */
      initTimeout: 10_000,
      keepAlive: 30_000,
      closeTimeout: 5_000,
      /** When all clients are disconnected, each is at a moment of its own within this time. */
      closeWithin: { missed: 10_000, drain: 2_000 },
    },
    federation: values.FEDERATION ?? development,
    routerSecret: values.ROUTER_SECRET,
    introspection: values.INTROSPECTION ?? development,
    explorer: values.EXPLORER ?? development,
    /** Whether `/docs` shows the schema. */
    reference: values.DOCS ?? development,
    inlineWorker: (values.WORKER ?? (development ? 'inline' : 'off')) === 'inline',
    /** The most that one recorded event may say of a meter. */
    usageQuantityLimits: values.USAGE_QUANTITY_LIMITS,
    jobConcurrency: values.JOB_CONCURRENCY,
    mail: {
      smtpUrl: values.SMTP_URL,
      from: values.MAIL_FROM,
      /** Whether mails that go to the log are written there with their text, and so with the tokens of their links. */
      logsText: development,
    },
    webhooks: {
      allowPrivate: values.WEBHOOK_ALLOW_PRIVATE ?? development,
      allowHttp: development,
      /** The ports that endpoints may use; undefined for any. */
      ports:
        development && !values.WEBHOOK_PORTS
          ? undefined
          : [...new Set([443, 80, ...(values.WEBHOOK_PORTS ?? [])])],
      /** Seconds between one attempt and the next, before jitter: 9 attempts in 25.6 hours. */
      retryDelays: [5, 60, 300, 1_800, 7_200, 18_000, 28_800, 36_000],
      /** Milliseconds, as that below: how long an endpoint may take, its whole answer included. */
      timeout: 15_000,
      /** How often is looked for what is due. */
      pollInterval: 2_000,
    },
    metrics: {
      /** Undefined when the API serves them on its own port. */
      port: values.METRICS_PORT,
      /** Undefined when they need none. */
      token: values.METRICS_TOKEN,
    },
    logLevel: values.LOG_LEVEL ?? (development ? 'warn' : 'info'),
  };
}

function missingInProduction(env: Record<string, string | undefined>): string[] {
  const needed = {
    DATABASE_URL: 'is needed in production: the login that migrates, signs in and works jobs',
    DATABASE_APP_URL: 'is needed in production: the login that serves requests; `npm run migrate` makes it',
    JWT_KEYS: 'is needed in production; `npm run cli -- generate-key` makes one',
    SECRETS_KEY: 'is needed in production; `openssl rand -base64 32` makes one',
    APP_URL: 'is needed in production: the address of the front end, where links in mails lead',
    API_URL: 'is needed in production: the address where clients reach this server',
    ...(env['MAIL'] !== 'log' && {
      SMTP_URL: 'is needed in production; MAIL=log sends no mails and writes their recipients to the log',
    }),
  };
  const missing = Object.entries(needed).filter(([name]) => !env[name]);
  const cost = Number(env['BCRYPT_COST'] ?? 12);
  return [
    ...missing.map(([name, reason]) => `${name}: ${reason}`),
    ...(cost < 12 ? ['BCRYPT_COST: at least 12 in production'] : []),
  ];
}
