import { createRequire } from 'node:module';

/** What a server's process has used so far. */
export interface Usage {
  /** Microseconds of processor time. */
  processor: number;
  /** Bytes. */
  resident: number;
  /** Sent to PostgreSQL, those that begin and end transactions among them. */
  statements: number;
}

// Loaded into each server before all else: counts what it sends to PostgreSQL, and tells when it is asked.
let statements = 0;
const { Client } = createRequire(process.argv[1]!)('pg');
const { query } = Client.prototype;
Client.prototype.query = function (...args: unknown[]) {
  statements++;
  return query.apply(this, args);
};

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    processor: user + system,
    resident: process.memoryUsage.rss(),
    statements,
  };
  process.send!(usage);
});
