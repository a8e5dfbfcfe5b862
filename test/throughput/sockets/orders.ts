/** What the measuring process tells the processes with clients. */
export interface Orders {
  /** Opens one connection for each token. */
  open: { url: string; kind: 'socket' | 'stream'; tokens: string[]; documents: string[] };
  /** Starts all subscriptions, and from now on again after each connection. */
  subscribe: Record<string, never>;
  /** Later connections are opened to another server. */
  move: { url: string };
  report: Record<string, never>;
  close: Record<string, never>;
}

/** What has happened to the clients of a process since the last report. */
export interface Report {
  /** The number of connections that are open and acknowledged. */
  acknowledged: number;
  /** Subscriptions that ended with an error. */
  refused: number;
  failedAttempts: number;
  /** The number of closed connections by close code. */
  closes: Record<string, number>;
  /** When each event arrived, in milliseconds since 1970. */
  heardAt: number[];
}

export interface ClientOptions {
  /** The same object for all clients, so that they can be moved. */
  server: { url: string };
  token: string;
  documents: string[];
  report: Report;
}

export const now = () => performance.timeOrigin + performance.now();

/** The wait of the client in docs/subscriptions.md: as long as the server told, else ever longer and at random. */
export const waitOf = (told: number | undefined, retries: number) =>
  told ?? 1000 * Math.min(60, 2 ** retries) * Math.random();
