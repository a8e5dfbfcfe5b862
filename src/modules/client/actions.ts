import type { SystemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { ClientVersionStatus } from '../../generated/enums.ts';
import type { CheckedOperation } from './manifest.ts';
import {
  type ClientName,
  findClientVersion,
  findOperations,
  insertClientVersion,
  lockClientVersion,
  replaceOperations,
  updateClientStatus,
} from './queries.ts';
import type { ClientVersionRow, ManifestOperation, RegisteredOperationRow } from './rows.ts';

/** A client version after a write, and whether the write changed anything. */
export interface ClientVersionWrite {
  clientVersion: ClientVersionRow;
  changed: boolean;
}

/**
 * Registers operations, replacing earlier ones while the client version is pending. Later only identical operations are
 * accepted, because a released client does not change. `db` is a transaction. The command line has no actor.
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
 * Changes a client version's status. `db` is a transaction.
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

/** Returns whether the same operations now have other costs, because the schema changed. */
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
