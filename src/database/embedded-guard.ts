import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './embedded-cluster.ts';
import { claim, hasCode } from './embedded-process.ts';
import { bringUp, serverRuns } from './embedded-server.ts';

const LOOK_MS = 500;
const MAX_WAIT_MS = 30_000;

/** Starts the server again whenever it ends, until `end()`. */
export interface Guard {
  /** Resolves when nothing is started any more. */
  end(): Promise<void>;
}

/**
 * Watches the server of a cluster on `port`. The owner of the cluster starts a server that died; a process that shares it
 * does so, too, as soon as the owner has ended, because it then becomes the owner. The port stays the same: the
 * connection pools of every process know no other.
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
        // Somebody removed the folder.
        if (hasCode(error, 'ENOENT')) return;
        failures++;
        log(`The embedded PostgreSQL could not be started again: ${error}`);
      }
    }
  }

  async function restore(): Promise<void> {
    const cluster = await findCluster();
    if (await serverRuns(cluster.data)) return;
    log('The embedded PostgreSQL ended: starting it again');
    await bringUp(cluster, port);
    log('The embedded PostgreSQL runs again');
  }

  return {
    end: async () => {
      ending.abort();
      await watching;
    },
  };
}
