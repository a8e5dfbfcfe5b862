import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { Context } from '../../core/context.ts';
import { defineList } from '../../database/define-list.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { changedFields } from '../../events/change.ts';
import { projectById } from '../project/loaders.ts';
import { priorities } from './priority.ts';
import type { FieldChange, TaskChangePage, TaskRow } from './rows.ts';

/** A task with the ids of its labels, if they were loaded. */
export type Labelled = TaskRow & { labels?: string[] };

/** The fields in a task's history, by their API names, and their values. References are recorded as ids. */
const trackedFields: Record<string, (task: Labelled) => unknown> = {
  title: (task) => task.title,
  description: (task) => task.description,
  status: (task) => task.status,
  priority: (task) => priorities[task.priority],
  assignee: (task) => task.assigneeId,
  dueAt: (task) => task.dueAt && DateTime.serialize(task.dueAt),
  project: (task) => task.projectId,
  position: (task) => task.position,
  archivedAt: (task) => task.archivedAt && DateTime.serialize(task.archivedAt),
  labels: (task) => task.labels,
};

function changesOf(before: Labelled, after: Labelled): FieldChange[] {
  const changed = new Set(changedFields(before, after));
  return Object.entries(trackedFields)
    .filter(([field]) => changed.has(field))
    .map(([field, valueOf]) => ({ field, from: valueOf(before) ?? null, to: valueOf(after) ?? null }));
}

/** Writes the history of changed tasks. */
export async function insertTaskChanges(
  context: Context,
  written: { before: Labelled; after: Labelled }[],
): Promise<void> {
  const { db, scope, actorId, apiKeyId } = context;
  const changes = written.map(({ before, after }) => ({ id: after.id, fields: changesOf(before, after) }));
  await sql`
    insert into task_changes (organization_id, task_id, actor_id, api_key_id, fields)
    select ${scope.id}::uuid, id, ${actorId}::uuid, ${apiKeyId ?? null}::uuid, fields
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as changed (id uuid, fields jsonb)`.execute(
    db,
  );
}

/**
 * Returns the change of a field as the caller may see it.
 *
 * Security: the history of a task that was moved names projects that the caller may not see. Their ids are null, as those of
 * deleted projects are.
 */
export async function withoutHidden(context: Context, change: FieldChange): Promise<FieldChange> {
  if (change.field !== 'project') return change;
  const seen = async (id: unknown) => (await context.load(projectById, id as string))?.id ?? null;
  const [from, to] = await Promise.all([seen(change.from), seen(change.to)]);
  return { ...change, from, to };
}

const taskChanges = defineList<{ field: 'CREATED_AT' }>({
  table: 'c',
  sorts: { CREATED_AT: 'timestamptz' },
});

/** Returns the same page of each task's history, newest first. */
export function listChangesOfTasks(
  { db, scope }: TenantDb,
  taskIds: readonly string[],
  args: PageArgs,
): Promise<TaskChangePage[]> {
  const changes = db
    .selectFrom('task_changes as c')
    .select((eb) => [
      'c.id',
      'c.task_id as taskId',
      'c.actor_id as actorId',
      'c.api_key_id as apiKeyId',
      eb.ref('c.fields').$castTo<FieldChange[]>().as('fields'),
      'c.created_at as createdAt',
    ])
    .where('c.organization_id', '=', scope.id);
  return taskChanges.pages(db, changes, 'c.task_id', taskIds, args);
}
