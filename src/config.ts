import { join, resolve } from 'node:path';
import { DEFAULT_ANONYMOUS_COST_LIMIT } from './config/costs.ts';
import { ConfigError, faultsOfAll } from './config/faults.ts';
import type { Retention } from './config/retention.ts';
import { variables } from './config/variables.ts';
import { firstWebAddress, localAddress, webOrigins } from './util/web-addresses.ts';

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
    ...faultsOfAll(env, parsed.data),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const values = parsed.data;
  const development = values.NODE_ENV !== 'production';
  const dataDirectory = resolve(values.POLITY_DATA_DIR);
  const host = values.HOST ?? (development ? 'localhost' : '0.0.0.0');
  const apiUrl = values.API_URL ?? localAddress(host, values.PORT);
  const web = values.WEB ?? values.NODE_ENV === 'development';
  const otherApp = firstWebAddress(values.CORS_ORIGINS);
  const appUrl = values.APP_URL ?? otherApp ?? (web ? `${apiUrl}/app` : apiUrl);
  // Both front ends that are known to have these pages: the operator's, and this server's own.
  const mailLinks = values.MAIL_LINKS ?? (values.APP_URL || (web && !otherApp) ? 'app' : 'server');
  return {
    environment: values.NODE_ENV,
    development,
    host,
    port: values.PORT,
    database: {
      systemUrl: values.DATABASE_URL,
      servingUrl: values.DATABASE_APP_URL,
      /** Streaming replicas, by the serving login. */
      replicaUrls: values.DATABASE_REPLICA_URLS,
      poolSize: values.DATABASE_POOL_SIZE,
      preparedStatements: values.PREPARED_STATEMENTS,
      statementTimeout: values.STATEMENT_TIMEOUT_MS,
      /** The maximum number of one caller's requests that wait for a connection, and of bytes of their bodies. */
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
    /** The minimum number of characters. */
    passwordMinLength: values.PASSWORD_MIN_LENGTH,
    registration: values.ENABLE_REGISTRATION,
    appUrl,
    apiUrl,
    /** The URL of the pages that use mailed tokens. */
    pagesUrl: mailLinks === 'app' ? appUrl : apiUrl,
    http: {
      corsOrigins: values.CORS_ORIGINS,
      trustedProxies: values.TRUSTED_PROXIES,
      bodyLimit: values.BODY_LIMIT_BYTES,
      requestTimeout: values.REQUEST_TIMEOUT_MS,
      /** The maximum time from a request's arrival to its response, including all waiting, in milliseconds. */
      requestDeadline: values.REQUEST_DEADLINE_MS,
      responseTimeout: values.RESPONSE_TIMEOUT_MS,
    },
    /** The maximum sizes of responses, in bytes. */
    responseLimits: {
      response: values.RESPONSE_LIMIT_BYTES,
      caller: Math.min(values.RESPONSE_LIMIT_BYTES * 4, Math.ceil(values.RESPONSE_MEMORY_BYTES / 4)),
      process: values.RESPONSE_MEMORY_BYTES,
    },
    rateLimits: values.RATE_LIMITS,
    /**
     * The limit of a person's requests a minute in all organizations together, as a multiple of the limit in one
     * organization.
     */
    personRequestsFactor: values.PERSON_REQUESTS_FACTOR,
    /**
     * The maximum number of organizations that a person owns when creating another, and that they create in a UTC day.
     */
    organizationsPerPerson: { owned: values.ORGANIZATIONS_PER_PERSON, perDay: values.ORGANIZATIONS_PER_DAY },
    /** The maximum cost of an operation, by its caller or its registration. */
    costLimits: {
      user: values.COST_LIMIT,
      anonymous: values.COST_LIMIT_ANONYMOUS ?? Math.min(values.COST_LIMIT, DEFAULT_ANONYMOUS_COST_LIMIT),
      platformAdmin: values.COST_LIMIT_ADMIN ?? values.COST_LIMIT * 4,
      registered: values.COST_LIMIT_REGISTERED ?? values.COST_LIMIT * 2,
    },
    persistedOperations: values.PERSISTED_OPERATIONS ?? (development ? 'prefer' : 'off'),
    subscriptions: {
      maxSockets: values.WEBSOCKET_LIMIT,
      maxPerCaller: values.WEBSOCKETS_PER_CALLER,
      maxPerNetwork: values.WEBSOCKETS_PER_NETWORK,
      /** Clients that are sent away or find no database are told to come back at a random time within this, in milliseconds. */
      reconnectWithin: values.RECONNECT_WITHIN_MS,
    },
    /** Whether graphql-jit compiles frequent operations. */
    compiledExecution: values.COMPILED_EXECUTION,
    /** Whether one statement answers frequent reads. */
    plannedReads: values.PLANNED_READS,
    /** Whether responses are kept, and sent again while the organization's version is the same. */
    validatedResponses: values.VALIDATED_ANSWERS,
    federation: values.FEDERATION ?? development,
    routerSecret: values.ROUTER_SECRET,
    introspection: values.INTROSPECTION ?? development,
    explorer: values.EXPLORER ?? development,
    /** Whether `/docs` serves the reference of the schema. */
    reference: values.DOCS ?? development,
    /** Whether `/app` serves the front end of examples/web. Measurements must not share their machine with its build. */
    web,
    inlineWorker: (values.WORKER ?? (development ? 'inline' : 'off')) === 'inline',
    /** The maximum quantity of one recorded usage event, by meter. */
    usageQuantityLimits: values.USAGE_QUANTITY_LIMITS,
    /** The file of a team's own OpenFeature provider; undefined for the flags of the database. */
    flagProvider: values.FLAG_PROVIDER && resolve(values.FLAG_PROVIDER),
    /** How long rows are kept. */
    retention: {
      auditDays: values.AUDIT_RETENTION_DAYS,
      usageMonths: values.USAGE_RETENTION_MONTHS,
    } satisfies Retention,
    jobConcurrency: values.JOB_CONCURRENCY,
    /** The port on which a worker process has its health and metrics; undefined if it serves none. */
    workerPort: values.WORKER_PORT,
    mail: {
      smtpUrl: values.SMTP_URL,
      from: values.MAIL_FROM,
      /** Whether mails are logged with their text, and therefore with the tokens in their links. */
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
      /** Delays between attempts in seconds, before jitter: 9 attempts in 25.6 hours. */
      retryDelays: [5, 60, 300, 1_800, 7_200, 18_000, 28_800, 36_000],
      /** The maximum time for an endpoint's whole response, in milliseconds. */
      timeout: 15_000,
      /** The poll interval for due deliveries, in milliseconds. */
      pollInterval: 2_000,
    },
    /** Undefined without a payment provider. */
    payments: values.STRIPE_SECRET_KEY
      ? {
          secretKey: values.STRIPE_SECRET_KEY,
          /** The secrets that sign events. Several are valid while one is replaced. */
          webhookSecrets: values.STRIPE_WEBHOOK_SECRET ?? [],
          apiUrl: values.STRIPE_API_URL,
          /** The origins of the pages to which people return from the provider's pages. */
          returnOrigins: [...new Set([new URL(appUrl).origin, ...webOrigins(values.CORS_ORIGINS)])],
          /** The maximum time for one response of the provider, in milliseconds. */
          timeout: 4_000,
        }
      : undefined,
    metrics: {
      /** Undefined if the API serves the metrics on its own port. */
      port: values.METRICS_PORT,
      /** Undefined if requests for metrics need no token. */
      token: values.METRICS_TOKEN,
    },
    /** The file whose default export receives unexpected errors. */
    errorReporter: values.ERROR_REPORTER && resolve(values.ERROR_REPORTER),
    /** Undefined if nothing is traced. */
    tracing: values.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          url: `${values.OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces`,
          protocol: values.OTEL_EXPORTER_OTLP_PROTOCOL,
          serviceName: values.OTEL_SERVICE_NAME,
          sampler: values.OTEL_TRACES_SAMPLER,
          /** The share of traces that the samplers with `traceidratio` in their name record. */
          ratio: values.OTEL_TRACES_SAMPLER_ARG,
          /** The longest time that a span waits for others, to be sent with them, in milliseconds. */
          delay: values.OTEL_BSP_SCHEDULE_DELAY,
        }
      : undefined,
    logLevel: values.LOG_LEVEL ?? (development ? 'warn' : 'info'),
  };
}
