import { sql } from 'kysely';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, fetchPages, type Page } from '../../database/pagination.ts';
import type { SystemDb } from '../../database/system.ts';
import type {
  ClientVersionFilter,
  ClientVersionOrder,
  ClientVersionOrderField,
  ClientVersionStatus,
  RegisteredOperationOrder,
  RegisteredOperationOrderField,
  RegisteredOperationType,
} from '../../generated/graphql.ts';

/** What a client calls itself, in the headers of its requests. */
export interface ClientName {
  clientName: string;
  clientVersion: string;
}

export type ClientVersionRow = NonNullable<Awaited<ReturnType<typeof findClientVersion>>>;
export type ClientVersionPage = Page<ClientVersionRow>;
export type RegisteredOperationPage = Page<RegisteredOperationRow>;

/** An operation as its client was released with it. */
export interface ManifestOperation {
  documentId: string;
  name: string;
  type: RegisteredOperationType;
  body: string;
}

export interface RegisteredOperationRow extends ManifestOperation {
  id: string;
  cost: number;
  useCount: number;
  lastUsedAt: string | null;
  createdAt: string;
}

const filterColumns: FilterColumns = {
  clientName: { column: 'client_name', type: 'text' },
  clientVersion: { column: 'client_version', type: 'text' },
  status: { column: 'status', type: 'text' },
};

const sortKeys: SortKeys<ClientVersionOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  NAME: { column: 'client_name', type: 'text' },
};

const operationSortKeys: SortKeys<RegisteredOperationOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  LAST_USED_AT: { column: 'last_used_at', type: 'timestamptz', nullable: true },
  NAME: { column: 'name', type: 'text' },
};

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

export function findClientVersion(db: SystemDb, { clientName, clientVersion }: ClientName) {
  return clientVersions(db)
    .where('client_name', '=', clientName)
    .where('client_version', '=', clientVersion)
    .executeTakeFirst();
}

/** The client version, locked until the transaction ends. */
export function lockClientVersion(db: SystemDb, { clientName, clientVersion }: ClientName) {
  return clientVersions(db)
    .where('client_name', '=', clientName)
    .where('client_version', '=', clientVersion)
    .forUpdate()
    .executeTakeFirst();
}

/** Every client version there is. */
export function findClientVersions(db: SystemDb) {
  return clientVersions(db).orderBy('created_at').execute();
}

export function listClientVersions(
  db: SystemDb,
  args: PageArgs & { filter?: ClientVersionFilter | null; orderBy?: ClientVersionOrder | null },
): Promise<ClientVersionPage> {
  const matching = clientVersions(db).where(filterCondition(args.filter, filterColumns, 'client_versions'));
  return fetchPage(matching, pageRequest(sortKeys, args.orderBy, args, 'client_versions'), 'client_versions');
}

const operations = (db: SystemDb) =>
  db.selectFrom('registered_operations as o').select((eb) => [
    'o.id',
    'o.document_id as documentId',
    'o.name',
    eb.ref('o.type').$castTo<RegisteredOperationType>().as('type'),
    'o.body',
    'o.cost',
    // Beyond what an `Int` holds it stays there.
    sql<number>`least(o.use_count, 2147483647)::integer`.as('useCount'),
    'o.last_used_at as lastUsedAt',
    'o.created_at as createdAt',
  ]);

/** The same page of each client version's operations, in one statement. */
export function listOperations(
  db: SystemDb,
  clientVersionIds: readonly string[],
  args: PageArgs & { orderBy?: RegisteredOperationOrder | null },
): Promise<RegisteredOperationPage[]> {
  const page = pageRequest(operationSortKeys, args.orderBy, args, 'o');
  return fetchPages(db, operations(db), 'o.client_version_id', clientVersionIds, page, 'o');
}

/** All operations of a client version. */
export function findOperations(db: SystemDb, clientVersionId: string): Promise<RegisteredOperationRow[]> {
  return operations(db).where('o.client_version_id', '=', clientVersionId).execute();
}

/** Makes the client version unless it is there. Returns whether it did. */
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

/** Puts these operations in the place of all earlier ones. */
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

/** Adds to the counts of operations, by their row's id. Locks in one order: other processes do the same. */
export async function addUses(db: SystemDb, uses: ReadonlyMap<string, number>): Promise<void> {
  await sql`
    with used as (select id, count from unnest(${[...uses.keys()]}::uuid[], ${[...uses.values()]}::integer[]) as u(id, count)),
      locked as (select id from registered_operations where id in (select id from used) order by id for update)
    update registered_operations as o set use_count = use_count + used.count, last_used_at = now()
    from used join locked using (id) where o.id = used.id`.execute(db);
}
