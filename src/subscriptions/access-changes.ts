import type { Connection } from './connection.ts';
import { rightsKey } from './sharing.ts';
import { findAccess } from './caller-status.ts';
import type { Services } from '../core/services.ts';

/** The number of connections for which one statement reads the rights. */
const BATCH_SIZE = 500;

/**
 * Closes the connections of callers whose rights have changed since they connected.
 *
 * Security: a member who was removed while the process received no events would stay connected until the next event. Call
 * this when the process receives events again.
 */
export async function closeChangedConnections(services: Services, connections: Connection[]): Promise<void> {
  const known = connections.filter(({ caller }) => caller !== undefined);
  for (let start = 0; start < known.length; start += BATCH_SIZE) {
    const batch = known.slice(start, start + BATCH_SIZE);
    const found = await findAccess(
      services,
      batch.map(({ incoming }) => incoming),
    );
    batch.forEach((connection, index) => {
      if (connection.caller!.rights !== rightsKey(found[index]!)) connection.closeForChangedRights();
    });
  }
}
