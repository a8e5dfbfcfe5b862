import type { SystemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { ClientVersionStatus } from '../../generated/graphql.ts';
import type { CheckedOperation } from './manifest.ts';
import {
  type ClientName,
  type ClientVersionRow,
  findClientVersion,
  findOperations,
  insertClientVersion,
  lockClientVersion,
  type ManifestOperation,
  replaceOperations,
  updateClientStatus,
} from './queries.ts';

/**
 * Registers operations, in place of those before while the client version is pending. Anything but the same operations
 * again is refused later on: what is released does not change. `db` is a transaction; the command line registers for
 * nobody.
 * @throws {UserErrors} TAKEN
 */
export async function registerOperations(
  db: SystemDb,
  client: ClientName,
  operations: CheckedOperation[],
  registeredById?: string,
): Promise<ClientVersionRow> {
  await insertClientVersion(db, client, registeredById);
  const { id, status } = (await lockClientVersion(db, client))!;
  if (status === 'PENDING') await replaceOperations(db, id, operations);
  else if (!isSame(operations, await findOperations(db, id)))
    throw userError(
      'TAKEN',
      'Other operations were released with this version: register another version.',
      'clientVersion',
    );
  return (await findClientVersion(db, client))!;
}

/**
 * `db` is a transaction.
 * @throws {UserErrors} NOT_FOUND
 */
export async function changeClientStatus(
  db: SystemDb,
  client: ClientName,
  status: ClientVersionStatus,
): Promise<ClientVersionRow> {
  const present = await lockClientVersion(db, client);
  if (!present)
    throw userError('NOT_FOUND', 'No operations were registered for this version.', 'clientVersion');
  if (present.status === status) return present;
  await updateClientStatus(db, present.id, status);
  return (await findClientVersion(db, client))!;
}

function isSame(some: ManifestOperation[], others: ManifestOperation[]): boolean {
  const bodies = new Map(others.map(({ documentId, body }) => [documentId, body]));
  return (
    some.length === others.length && some.every(({ documentId, body }) => bodies.get(documentId) === body)
  );
}
