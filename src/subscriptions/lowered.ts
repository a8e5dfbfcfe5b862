import type { Services } from '../context.ts';
import type { Connection } from './connection.ts';
import { rightsKey } from './sharing.ts';
import { findAccess } from './standing.ts';

/** How many connections' rights one statement reads. */
const CONNECTIONS_AT_ONCE = 500;

/**
 * Closes the connections of callers whose rights have changed since they connected.
 *
 * Security: a member who was removed while the process heard nothing would stay connected until the next event.
 */
export async function closeLowered(services: Services, connections: Connection[]): Promise<void> {
  const known = connections.filter(({ caller }) => caller !== undefined);
  for (let start = 0; start < known.length; start += CONNECTIONS_AT_ONCE) {
    const some = known.slice(start, start + CONNECTIONS_AT_ONCE);
    const found = await findAccess(
      services,
      some.map(({ incoming }) => incoming),
    );
    some.forEach((connection, index) => {
      if (connection.caller!.rights !== rightsKey(found[index]!)) connection.closeLowered();
    });
  }
}
