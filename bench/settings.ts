import type { TokenSettings } from '../src/authentication/tokens.ts';

export type Way = 'asking' | 'trusting';

/** The settings of the servers that Polity is compared with, except the port. */
export interface Settings {
  /** How PostGraphile checks access: see `guard`. */
  way: Way;
  /** Polity's own login, which is subject to row-level security. */
  servingUrl: string;
  /** PostGraphile's logins, which are subject to row-level security. */
  guardedUrls: Record<Way, string>;
  /** A login that is not. */
  unguardedUrl: string;
  poolSize: number;
  tokens: TokenSettings;
}

export const readSettings = (): Settings => JSON.parse(process.env['BENCH_SETTINGS']!);

export const port = Number(process.env['PORT']);
