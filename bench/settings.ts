import type { TokenSettings } from '../src/modules/session/tokens.ts';

/** What the servers that Polity is compared with are told, but for the port. */
export interface Settings {
  /** A login that row-level security holds. */
  guardedUrl: string;
  /** A login that it does not. */
  unguardedUrl: string;
  poolSize: number;
  tokens: TokenSettings;
}

export const readSettings = (): Settings => JSON.parse(process.env['BENCH_SETTINGS']!);

export const port = Number(process.env['PORT']);
