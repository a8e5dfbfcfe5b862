import type { TokenSettings } from '../src/modules/session/tokens.ts';

export type Way = 'asking' | 'trusting';

/** What the servers that Polity is compared with are told, but for the port. */
export interface Settings {
  /** How PostGraphile knows whom to admit: see `guard`. */
  way: Way;
  /** The logins that row-level security holds. */
  guardedUrls: Record<Way, string>;
  /** A login that it does not. */
  unguardedUrl: string;
  poolSize: number;
  tokens: TokenSettings;
}

export const readSettings = (): Settings => JSON.parse(process.env['BENCH_SETTINGS']!);

export const port = Number(process.env['PORT']);
