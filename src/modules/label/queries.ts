import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { LabelFilter, LabelOrder, LabelOrderField } from '../../generated/graphql.ts';

export interface LabelRow {
  id: string;
  name: string;
  color: string;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type LabelPage = Page<LabelRow>;

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('labels')
    .select([
      'labels.id',
      'labels.name',
      'labels.color',
      'labels.version',
      'labels.created_at as createdAt',
      'labels.updated_at as updatedAt',
    ])
    .where('labels.organization_id', '=', scope.id);

const filterColumns: FilterColumns = {
  id: { column: 'id', type: 'uuid' },
  name: { column: 'name', type: 'text' },
};

const sortKeys: SortKeys<LabelOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  NAME: { column: 'name_key', type: 'text' },
};

export function listLabels(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & { filter?: LabelFilter | null; orderBy?: LabelOrder | null },
): Promise<LabelPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'labels');
  const matching = ofTenant(db, scope).where(filterCondition(args.filter, filterColumns, 'labels'));
  return fetchPage(matching, page, 'labels');
}

export function findLabelsByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<LabelRow[]> {
  return ofTenant(db, scope)
    .where('labels.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The labels of each task, by name. */
export function findLabelsOfTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  taskIds: readonly string[],
): Promise<(LabelRow & { taskId: string })[]> {
  return ofTenant(db, scope)
    .innerJoin('task_labels', (join) =>
      join
        .onRef('task_labels.organization_id', '=', 'labels.organization_id')
        .onRef('task_labels.label_id', '=', 'labels.id'),
    )
    .select('task_labels.task_id as taskId')
    .where('task_labels.organization_id', '=', scope.id)
    .where('task_labels.task_id', '=', (eb) => eb.fn.any(eb.val(taskIds)))
    .orderBy('labels.name_key')
    .execute();
}

/** The ids of each task's labels, sorted; tasks without any are left out. */
export async function findLabelIdsOfTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  taskIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('task_labels')
    .select(['task_id as taskId', 'label_id as labelId'])
    .where('organization_id', '=', scope.id)
    .where('task_id', '=', (eb) => eb.fn.any(eb.val(taskIds)))
    .orderBy('label_id')
    .execute();
  const ofEach = Map.groupBy(rows, ({ taskId }) => taskId);
  return new Map([...ofEach].map(([taskId, group]) => [taskId, group.map(({ labelId }) => labelId)]));
}

/** Gives each task exactly these labels. The tasks are locked, or new. */
export async function replaceTaskLabels(
  db: Kysely<DB>,
  scope: OrgScope,
  labels: Map<string, string[]>,
): Promise<void> {
  if (labels.size === 0) return;
  const pairs = [...labels].flatMap(([taskId, ids]) => ids.map((labelId) => ({ taskId, labelId })));
  await db
    .deleteFrom('task_labels')
    .where('organization_id', '=', scope.id)
    .where('task_id', '=', (eb) => eb.fn.any(eb.val([...labels.keys()])))
    .execute();
  if (pairs.length === 0) return;
  await sql`
    insert into task_labels (organization_id, task_id, label_id)
    select ${scope.id}::uuid, "taskId", "labelId"
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair ("taskId" uuid, "labelId" uuid)`.execute(
    db,
  );
}

/** The label, locked until the transaction ends. */
export function lockLabel(db: Kysely<DB>, scope: OrgScope, id: string): Promise<LabelRow | undefined> {
  return ofTenant(db, scope).where('labels.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export async function insertLabel(
  db: Kysely<DB>,
  scope: OrgScope,
  { name, color }: { name: string; color: string },
): Promise<LabelRow> {
  const { id } = await db
    .insertInto('labels')
    .values({ organization_id: scope.id, name, color })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [row] = await findLabelsByIds(db, scope, [id]);
  return row!;
}

export async function updateLabel(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  { name, color }: { name?: string; color?: string },
): Promise<LabelRow> {
  await db
    .updateTable('labels')
    .set((eb) => ({ name, color, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
  const [row] = await findLabelsByIds(db, scope, [id]);
  return row!;
}

export function deleteLabel(db: Kysely<DB>, scope: OrgScope, id: string) {
  return db.deleteFrom('labels').where('organization_id', '=', scope.id).where('id', '=', id).execute();
}
