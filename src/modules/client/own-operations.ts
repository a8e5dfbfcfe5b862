import type { Services } from '../../core/services.ts';
import { processDb } from '../../database/system.ts';
import { publicSchema } from '../../graphql/type-definitions.ts';
import { changeClientStatus, registerOperations } from './actions.ts';
import { readManifest } from './manifest.ts';
import { findClientVersion } from './queries.ts';

/**
 * Registers and activates the operations of the front end that this server serves, unless they are registered. The
 * version is a hash of the operations. A version that an operator has retired stays retired.
 */
export async function registerOwnOperations(
  services: Services,
  { client, manifest }: { client: { name: string; version: string }; manifest: unknown },
): Promise<void> {
  const { config } = services;
  if (config.persistedOperations === 'off') return;
  const name = { clientName: client.name, clientVersion: client.version };
  const db = processDb(services);
  const known = await findClientVersion(db, name);
  if (known && known.status !== 'PENDING') return;
  const operations = await readManifest(publicSchema(), manifest, config.costLimits.registered);
  await db.transaction().execute(async (tx) => {
    await registerOperations(tx, name, operations);
    await changeClientStatus(tx, name, 'ACTIVE');
  });
}
