import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { unavailable } from '../errors.ts';

/**
 * bcrypt reads at most 72 bytes, so it gets a digest of the whole password, normalized so that keyboards make no
 * difference.
 */
const digestOf = (password: string) =>
  createHash('sha256').update(password.normalize('NFKC')).digest('base64');

export interface Passwords {
  /** Throws SERVICE_UNAVAILABLE when too many calls are waiting. */
  hash(password: string): Promise<string>;
  /**
   * Does the same work with and without a hash to compare with. Throws SERVICE_UNAVAILABLE when too many calls are
   * waiting.
   */
  verify(password: string, hash: string | undefined): Promise<boolean>;
  close(): Promise<void>;
}

/** Hashes in worker threads behind a bounded queue. */
export async function createPasswords(cost: number): Promise<Passwords> {
  const threads = Math.max(1, availableParallelism() - 1);
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'hash-worker.ts'),
    minThreads: 1,
    maxThreads: threads,
    maxQueue: 32 * threads,
    idleTimeout: 30_000,
  });
  const run = async <T>(name: string, task: object): Promise<T> => {
    if (pool.queueSize >= 32 * threads) throw unavailable();
    return pool.run(task, { name });
  };
  const nobody: string = await run('hash', { digest: digestOf('nobody has this password'), cost });
  return {
    hash: (password) => run('hash', { digest: digestOf(password), cost }),
    async verify(password, hash) {
      const matches = await run<boolean>('matches', { digest: digestOf(password), hash: hash ?? nobody });
      return matches && hash !== undefined;
    },
    close: () => pool.destroy(),
  };
}
