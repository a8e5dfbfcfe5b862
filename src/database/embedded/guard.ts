import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { hasCode } from '../../util/has-code.ts';
import { claim } from './process.ts';
import { bringUp, serverRuns } from './server.ts';

const LOOK_MS = 500;
const MAX_WAIT_MS = 30_000;

/** Restarts the server whenever it ends, until `end()`. */
export interface Guard {
  /** Resolves when a running restart has finished and no other will begin. */
  end(): Promise<void>;
}

/**
 * Watches the server of a cluster on `port`. Only the owner of the cluster restarts the server. When the owner has ended,
 * one of the processes that share the cluster becomes the owner. The port stays the same, because the connection pools of
 * all processes use it.
 */
export function guardServer(
  findCluster: () => Promise<Cluster>,
  ownerFile: string,
  port: number,
  log: (line: string) => void,
): Guard {
  const ending = new AbortController();
  const watching = watch();

  async function watch(): Promise<void> {
    let failures = 0;
    while (!ending.signal.aborted) {
      const wait = Math.min(MAX_WAIT_MS, LOOK_MS * 2 ** failures);
      await sleep(wait, undefined, { ref: false, signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return;
      try {
        if (await claim(ownerFile)) await restore();
        failures = 0;
      } catch (error) {
        // The folder was deleted.
        if (hasCode(error, 'ENOENT')) return;
        failures++;
        log(`Could not restart the embedded PostgreSQL: ${error}`);
      }
    }
  }

  async function restore(): Promise<void> {
    const cluster = await findCluster();
    if (await serverRuns(cluster.data)) return;
    log('The embedded PostgreSQL ended: restarting it');
    await bringUp(cluster, port);
    log('The embedded PostgreSQL is running again');
  }

  return {
    end: async () => {
      ending.abort();
      await watching;
    },
  };
}
