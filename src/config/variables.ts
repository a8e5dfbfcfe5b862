import { z } from 'zod';
import { isNetwork } from '../util/client-address.ts';
import { baseUrl, origins } from '../util/web-addresses.ts';
import { DEFAULT_COST_LIMIT } from './costs.ts';
import {
  integer,
  list,
  mail,
  onOff,
  ports,
  postgresUrl,
  postgresUrls,
  privateKeys,
  quantityLimits,
  seconds,
  secretsKeys,
  sender,
  trueFalse,
} from './formats.ts';

/** All variables, each with the default that development and production share. */
export const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().optional(),
  PORT: integer(0, 65_535).default(4000),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URLS: postgresUrls.default([]),
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
  RECONNECT_WITHIN_MS: integer(1, 3_600_000).default(10_000),
  COMPILED_EXECUTION: onOff.default(true),
  PLANNED_READS: onOff.default(true),
  VALIDATED_ANSWERS: onOff.default(true),
  FEDERATION: onOff.optional(),
  ROUTER_SECRET: z.string().min(32).optional(),
  INTROSPECTION: onOff.optional(),
  EXPLORER: onOff.optional(),
  DOCS: onOff.optional(),
  WEB: onOff.optional(),
  WORKER: z.enum(['inline', 'off']).optional(),
  JOB_CONCURRENCY: integer(1, 100).default(4),
  MAIL: mail.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: sender.default({ name: 'Polity', address: 'no-reply@localhost' }),
  FLAG_PROVIDER: z.string().min(1).optional(),
  AUDIT_RETENTION_DAYS: integer(30, 36_500).default(2555),
  USAGE_RETENTION_MONTHS: integer(4, 1200).default(25),
  USAGE_QUANTITY_LIMITS: quantityLimits.prefault('*=1000000000'),
  WEBHOOK_ALLOW_PRIVATE: trueFalse.optional(),
  WEBHOOK_PORTS: ports.optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_\w+$/, 'must be a secret or restricted key of Stripe, which begins with sk_ or rk_')
    .optional(),
  STRIPE_WEBHOOK_SECRET: list
    .refine((secrets) => secrets.length > 0 && secrets.every((secret) => /^whsec_\w+$/.test(secret)), {
      error: "must be the signing secret of Stripe's webhook endpoint, which begins with whsec_",
    })
    .optional(),
  STRIPE_API_URL: baseUrl.default('https://api.stripe.com'),
  METRICS_PORT: integer(1, 65_535).optional(),
  WORKER_PORT: integer(1, 65_535).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{32,}$/, 'must be at least 32 characters without spaces; `openssl rand -hex 24` makes one')
    .optional(),
  ERROR_REPORTER: z.string().min(1).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: baseUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/protobuf', 'http/json']).default('http/protobuf'),
  OTEL_SERVICE_NAME: z.string().min(1).default('polity'),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_traceidratio'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(0.01),
  OTEL_BSP_SCHEDULE_DELAY: integer(10, 3_600_000).default(5000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
});

export const variableNames = Object.keys(variables.shape);

/** The parsed values of the variables. */
export type Values = z.output<typeof variables>;
