import { sql } from 'kysely';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { SystemDb } from '../../database/system.ts';
import type { ClientVersionStatus, RegisteredOperationType } from '../../generated/enums.ts';
import type {
  ClientVersionFilter,
  ClientVersionOrder,
  RegisteredOperationOrder,
} from '../../generated/graphql.ts';
import type {
  ClientVersionPage,
  ClientVersionRow,
  ManifestOperation,
  RegisteredOperationPage,
  RegisteredOperationRow,
} from './rows.ts';

/** The name and version that a client sends in its headers. */
export interface ClientName {
  clientName: string;
  clientVersion: string;
}

const versionList = defineList<ClientVersionOrder, ClientVersionFilter>({
  table: 'client_versions',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    NAME: { column: 'client_name', type: 'text' },
  },
  filters: { clientName: 'text', clientVersion: 'text', status: 'text' },
});

const operationList = defineList<RegisteredOperationOrder>({
  table: 'o',
  sorts: {
    CREATED_AT: 'timestamptz',
    LAST_USED_AT: { column: 'last_used_at', type: 'timestamptz', nullable: true },
    NAME: 'text',
  },
});

const clientVersions = (db: SystemDb) =>
  db
    .selectFrom('client_versions')
    .select((eb) => [
      'id',
      'client_name as clientName',
      'client_version as clientVersion',
      eb.ref('status').$castTo<ClientVersionStatus>().as('status'),
      'activated_at as activatedAt',
      'retired_at as retiredAt',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ]);

const clientVersionOf = (db: SystemDb, { clientName, clientVersion }: ClientName) =>
  clientVersions(db).where('client_name', '=', clientName).where('client_version', '=', clientVersion);

export function findClientVersion(db: SystemDb, client: ClientName): Promise<ClientVersionRow | undefined> {
  return clientVersionOf(db, client).executeTakeFirst();
}

/** Locks the client version until the transaction ends. */
export function lockClientVersion(db: SystemDb, client: ClientName): Promise<ClientVersionRow | undefined> {
  return clientVersionOf(db, client).forUpdate().executeTakeFirst();
}

/** Returns all client versions. */
export function findClientVersions(db: SystemDb): Promise<ClientVersionRow[]> {
  return clientVersions(db).orderBy('created_at').execute();
}

export const listClientVersions = (
  db: SystemDb,
  args: ListArgs<ClientVersionOrder, ClientVersionFilter>,
): Promise<ClientVersionPage> => versionList.page(clientVersions(db), args);

const operations = (db: SystemDb) =>
  db.selectFrom('registered_operations as o').select((eb) => [
    'o.id',
    'o.document_id as documentId',
    'o.name',
    eb.ref('o.type').$castTo<RegisteredOperationType>().as('type'),
    'o.body',
    'o.cost',
    // The count stops at the maximum of `Int`.
    sql<number>`least(o.use_count, 2147483647)::integer`.as('useCount'),
    'o.last_used_at as lastUsedAt',
    'o.created_at as createdAt',
  ]);

/** Returns the same page of each client version's operations, in one statement. */
export const listOperations = (
  db: SystemDb,
  clientVersionIds: readonly string[],
  args: ListArgs<RegisteredOperationOrder>,
): Promise<RegisteredOperationPage[]> =>
  operationList.pages(db, operations(db), 'o.client_version_id', clientVersionIds, args);

/** Returns all operations of a client version. */
export function findOperations(db: SystemDb, clientVersionId: string): Promise<RegisteredOperationRow[]> {
  return operations(db).where('o.client_version_id', '=', clientVersionId).execute();
}

/** Creates the client version unless it exists. Returns whether it did. */
export async function insertClientVersion(
  db: SystemDb,
  { clientName, clientVersion }: ClientName,
  registeredById: string | undefined,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('client_versions')
    .values({ client_name: clientName, client_version: clientVersion, registered_by_id: registeredById })
    .onConflict((conflict) => conflict.constraint('client_versions_key').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Replaces all operations of a client version. */
export async function replaceOperations(
  db: SystemDb,
  clientVersionId: string,
  replacement: (ManifestOperation & { cost: number })[],
): Promise<void> {
  await db.deleteFrom('registered_operations').where('client_version_id', '=', clientVersionId).execute();
  await sql`
    insert into registered_operations (client_version_id, document_id, name, type, body, cost)
    select ${clientVersionId}, o."documentId", o.name, o.type, o.body, o.cost
    from jsonb_to_recordset(${JSON.stringify(replacement)}::jsonb)
      as o ("documentId" text, name text, type text, body text, cost integer)`.execute(db);
  await db
    .updateTable('client_versions')
    .set({ updated_at: sql<string>`clock_timestamp()` })
    .where('id', '=', clientVersionId)
    .execute();
}

export async function updateClientStatus(
  db: SystemDb,
  id: string,
  status: ClientVersionStatus,
): Promise<void> {
  const now = sql<string>`clock_timestamp()`;
  await db
    .updateTable('client_versions')
    .set(status === 'RETIRED' ? { status, retired_at: now } : { status, activated_at: now, retired_at: null })
    .where('id', '=', id)
    .execute();
}

/**
 * Adds to the use counts of operations, by row id. Locks rows in one order, which prevents deadlocks with other
 * processes.
 */
export async function addUses(db: SystemDb, uses: ReadonlyMap<string, number>): Promise<void> {
  await sql`
    with used as (select id, count from unnest(${[...uses.keys()]}::uuid[], ${[...uses.values()]}::integer[]) as u(id, count)),
      locked as (select id from registered_operations where id in (select id from used) order by id for update)
    update registered_operations as o set use_count = use_count + used.count, last_used_at = now()
    from used join locked using (id) where o.id = used.id`.execute(db);
}
