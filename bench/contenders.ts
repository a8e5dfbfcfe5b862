import { generateSecretsKey } from '../src/crypto/key-store.ts';
import type { TokenSettings } from '../src/authentication/tokens.ts';
import type { Database } from './database.ts';
import type { Settings } from './settings.ts';

/** How a server is asked for an operation: its GraphQL schema, or the names of its operations. */
export const dialects = ['polity', 'limit', 'postgraphile', 'tutorial'] as const;
export type Dialect = (typeof dialects)[number];

interface Definition {
  /** The program, relative to this folder. */
  entry: string;
  dialect: Dialect;
  /** The settings in which two servers of the same program differ. */
  settings?: Record<string, string>;
}

const polity = { entry: '../src/main.ts', dialect: 'polity' } as const;
const postgraphile = { entry: 'servers/postgraphile.ts', dialect: 'postgraphile' } as const;

const definitions = {
  polity: { ...polity, settings: { VALIDATED_ANSWERS: 'off' } },
  'polity (validated)': { ...polity, settings: { VALIDATED_ANSWERS: 'on' } },
  limit: { entry: 'servers/limit.ts', dialect: 'limit' },
  postgraphile,
  'postgraphile (trusting)': postgraphile,
  tutorial: { entry: 'servers/tutorial.ts', dialect: 'tutorial' },
} satisfies Record<string, Definition>;

export type Contender = keyof typeof definitions;

export const contenderNames = Object.keys(definitions) as Contender[];

export const definitionOf = (name: Contender): Definition => definitions[name];

const POOL_SIZE = 10;

/** The environment of the server's process, except its port. `polity` replaces settings of Polity. */
export function environmentOf(
  name: Contender,
  { systemUrl, servingUrl, guardedUrls, unguardedUrl }: Database,
  tokens: TokenSettings,
  polity: Record<string, string>,
): Record<string, string> {
  const { dialect, settings } = definitionOf(name);
  if (dialect !== 'polity') {
    const way = name === 'postgraphile (trusting)' ? 'trusting' : 'asking';
    const shared: Settings = { way, servingUrl, guardedUrls, unguardedUrl, poolSize: POOL_SIZE, tokens };
    return { BENCH_SETTINGS: JSON.stringify(shared) };
  }
  return {
    DATABASE_URL: systemUrl,
    DATABASE_APP_URL: servingUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    HOST: '127.0.0.1',
    MAIL: 'log',
    JWT_KEYS: JSON.stringify(tokens.keys),
    SECRETS_KEY: generateSecretsKey(),
    ACCESS_TOKEN_TTL: String(tokens.accessTokenTtl),
    // The other servers neither count nor log requests.
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    ...settings,
    ...polity,
  };
}
