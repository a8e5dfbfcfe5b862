import type { Values } from './variables.ts';

type Environment = Record<string, string | undefined>;

/** Thrown with all errors in the environment, one per line. */
export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`The environment is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/**
 * Returns the errors of variables that are valid by themselves but not together. `values` is undefined if a variable
 * is invalid.
 */
export function faultsOfAll(env: Environment, values: Values | undefined): string[] {
  return [
    ...(env['NODE_ENV'] === 'production' ? missingInProduction(env) : []),
    ...(env['MAIL'] === 'log' && env['SMTP_URL']
      ? ['MAIL: log sends nothing to SMTP_URL; leave one of them out']
      : []),
    ...(values ? paymentFaults(values) : []),
    ...(values && values.METRICS_PORT === values.PORT
      ? ['METRICS_PORT: must differ from PORT; without it the API serves /metrics']
      : []),
  ];
}

function paymentFaults(values: Values): string[] {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_URL: url } = values;
  return [
    ...(key && !secret
      ? ['STRIPE_WEBHOOK_SECRET: is needed with STRIPE_SECRET_KEY: it verifies the events of payments']
      : []),
    ...(secret && !key
      ? ['STRIPE_SECRET_KEY: is needed with STRIPE_WEBHOOK_SECRET; leave out both to have no payments']
      : []),
    ...(values.NODE_ENV === 'production' && !url.startsWith('https:')
      ? ['STRIPE_API_URL: must begin with https:// in production, because the secret key is sent there']
      : []),
  ];
}

function missingInProduction(env: Environment): string[] {
  const needed = {
    DATABASE_URL: 'is needed in production: the login for migrations, sign-in and jobs',
    DATABASE_APP_URL: 'is needed in production: the login that serves requests; `npm run migrate` creates it',
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
