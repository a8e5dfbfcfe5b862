import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { LabelFilter, LabelOrder } from '../../generated/graphql.ts';
import type { LabelPage, LabelRow } from './rows.ts';

const columns = [
  'labels.id',
  'labels.name',
  'labels.color',
  'labels.version',
  'labels.created_at as createdAt',
  'labels.updated_at as updatedAt',
] as const;

const ofTenant = ({ db, scope }: TenantDb) =>
  db.selectFrom('labels').select(columns).where('labels.organization_id', '=', scope.id);

const labels = defineList<LabelOrder, LabelFilter>({
  table: 'labels',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    NAME: { column: 'name_key', type: 'text' },
  },
  filters: { id: 'uuid', name: 'text' },
});

type LabelListArgs = ListArgs<LabelOrder, LabelFilter>;

/** Selects the matching labels, and one page of them. */
export const labelList = (tenant: TenantDb, args: LabelListArgs) => labels.select(ofTenant(tenant), args);

export const listLabels = (tenant: TenantDb, args: LabelListArgs): Promise<LabelPage> =>
  labels.page(ofTenant(tenant), args);

export function findLabelsByIds(tenant: TenantDb, ids: readonly string[]): Promise<LabelRow[]> {
  return ofTenant(tenant).where('labels.id', '=', anyOf(ids)).execute();
}

/** Selects the labels of tasks, sorted by name. */
export const labelsOfTasks = (tenant: TenantDb) =>
  ofTenant(tenant)
    .innerJoin('task_labels', (join) =>
      join
        .onRef('task_labels.organization_id', '=', 'labels.organization_id')
        .onRef('task_labels.label_id', '=', 'labels.id'),
    )
    .select('task_labels.task_id as taskId')
    .where('task_labels.organization_id', '=', tenant.scope.id)
    .orderBy('labels.name_key');

/** Returns the labels of each task, sorted by name. */
export function findLabelsOfTasks(
  tenant: TenantDb,
  taskIds: readonly string[],
): Promise<(LabelRow & { taskId: string })[]> {
  return labelsOfTasks(tenant).where('task_labels.task_id', '=', anyOf(taskIds)).execute();
}

/** Returns the sorted label ids by task id. Tasks without labels are missing. */
export async function findLabelIdsOfTasks(
  { db, scope }: TenantDb,
  taskIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('task_labels')
    .select(['task_id as taskId', 'label_id as labelId'])
    .where('organization_id', '=', scope.id)
    .where('task_id', '=', anyOf(taskIds))
    .orderBy('label_id')
    .execute();
  const ofEach = Map.groupBy(rows, ({ taskId }) => taskId);
  return new Map([...ofEach].map(([taskId, group]) => [taskId, group.map(({ labelId }) => labelId)]));
}

/** Replaces the labels of each task. The tasks are locked or new. */
export async function replaceTaskLabels(
  { db, scope }: TenantDb,
  labelIds: Map<string, string[]>,
): Promise<void> {
  if (labelIds.size === 0) return;
  const pairs = [...labelIds].flatMap(([taskId, ids]) => ids.map((labelId) => ({ taskId, labelId })));
  await db
    .deleteFrom('task_labels')
    .where('organization_id', '=', scope.id)
    .where('task_id', '=', anyOf([...labelIds.keys()]))
    .execute();
  if (pairs.length === 0) return;
  await sql`
    insert into task_labels (organization_id, task_id, label_id)
    select ${scope.id}::uuid, "taskId", "labelId"
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair ("taskId" uuid, "labelId" uuid)`.execute(
    db,
  );
}

/** Locks the label until the transaction ends. */
export function lockLabel(tenant: TenantDb, id: string): Promise<LabelRow | undefined> {
  return ofTenant(tenant).where('labels.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export function insertLabel(
  { db, scope }: TenantDb,
  { name, color }: { name: string; color: string },
): Promise<LabelRow> {
  return db
    .insertInto('labels')
    .values({ organization_id: scope.id, name, color })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateLabel(
  { db, scope }: TenantDb,
  id: string,
  { name, color }: { name?: string; color?: string },
): Promise<LabelRow> {
  return db
    .updateTable('labels')
    .set((eb) => ({ name, color, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function deleteLabel({ db, scope }: TenantDb, id: string) {
  return db.deleteFrom('labels').where('organization_id', '=', scope.id).where('id', '=', id).execute();
}
