import type { Redis } from 'ioredis';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Tokens } from '../authentication/tokens.ts';
import type { Config } from '../config.ts';
import type { Passwords } from '../crypto/passwords.ts';
import type { SecretBox } from '../crypto/secret-box.ts';
import type { Replicas } from '../database/replicas.ts';
import type { ConnectionScheduler } from '../database/scheduler.ts';
import type { SystemHandle } from '../database/system.ts';
import type { ResponseMemory } from './response-memory.ts';
import type { Vitals } from './vitals.ts';

/**
 * The services that all requests of the process share. This interface declares the services of `core` and of the folders
 * that `core` may import. All other folders add their own by declaration merging, in the file that defines the service: so
 * `core` imports none of them, and `createServices` does not compile until it creates each of them.
 */
export interface Services {
  config: Config;
  logger: Logger;
  servingPool: pg.Pool;
  /** Divides the connections of the serving pool among organizations and callers. */
  scheduler: ConnectionScheduler;
  /** Undefined if all queries are executed on the primary. */
  replicas: Replicas | undefined;
  /** The pool of the system login, which sees all organizations. `.oxlintrc.json` lists the files that may use it. */
  system: SystemHandle;
  passwords: Passwords;
  tokens: Tokens;
  responseMemory: ResponseMemory;
  secrets: SecretBox;
  /** Says which parts of the process work at the moment. */
  vitals: Vitals;
  /** Counts limits for all processes together; undefined if each process counts for itself. */
  redis: Redis | undefined;
}
