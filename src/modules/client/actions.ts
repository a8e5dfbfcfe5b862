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
  type RegisteredOperationRow,
  replaceOperations,
  updateClientStatus,
} from './queries.ts';

/** A client version after a write, and whether that changed anything. */
export interface ClientVersionWrite {
  clientVersion: ClientVersionRow;
  changed: boolean;
}

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
): Promise<ClientVersionWrite> {
  const isNew = await insertClientVersion(db, client, registeredById);
  const present = (await lockClientVersion(db, client))!;
  const registered = await findOperations(db, present.id);
  const isPending = present.status === 'PENDING';
  if (!isNew && isSame(operations, registered) && !(isPending && costsDiffer(operations, registered)))
    return { clientVersion: present, changed: false };
  if (!isPending)
    throw userError(
      'TAKEN',
      'Other operations were released with this version: register another version.',
      'clientVersion',
    );
  await replaceOperations(db, present.id, operations);
  return { clientVersion: (await findClientVersion(db, client))!, changed: true };
}

/**
 * `db` is a transaction.
 * @throws {UserErrors} NOT_FOUND
 */
export async function changeClientStatus(
  db: SystemDb,
  client: ClientName,
  status: ClientVersionStatus,
): Promise<ClientVersionWrite> {
  const present = await lockClientVersion(db, client);
  if (!present)
    throw userError('NOT_FOUND', 'No operations were registered for this version.', 'clientVersion');
  if (present.status === status) return { clientVersion: present, changed: false };
  await updateClientStatus(db, present.id, status);
  return { clientVersion: (await findClientVersion(db, client))!, changed: true };
}

/** Whether the same operations cost something else by now, because the schema has changed. */
function costsDiffer(some: CheckedOperation[], others: RegisteredOperationRow[]): boolean {
  const costs = new Map(others.map(({ documentId, cost }) => [documentId, cost]));
  return some.some(({ documentId, cost }) => costs.get(documentId) !== cost);
}

function isSame(some: ManifestOperation[], others: ManifestOperation[]): boolean {
  const bodies = new Map(others.map(({ documentId, body }) => [documentId, body]));
  return (
    some.length === others.length && some.every(({ documentId, body }) => bodies.get(documentId) === body)
  );
}
