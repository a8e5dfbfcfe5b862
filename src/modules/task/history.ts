import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Context } from '../../context.ts';
import { type PageArgs, pageRequest } from '../../database/page-request.ts';
import { fetchPages, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { recordChange } from '../event/record.ts';
import { priorities } from './priority.ts';
import type { TaskRow } from './queries.ts';

/** A task with its labels' ids, where those were asked for. */
export type Labelled = TaskRow & { labels?: string[] };

interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

/** How each field is told: by the API's name, other things by their ids. */
const told: Record<string, (task: Labelled) => unknown> = {
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
  return Object.entries(told)
    .map(([field, tell]) => ({ field, from: tell(before) ?? null, to: tell(after) ?? null }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

/** Writes the history of changed tasks, and tells subscribers. */
export async function recordTaskChanges(
  context: Context,
  written: { before: Labelled; after: Labelled }[],
): Promise<void> {
  const { db, scope, actorId, apiKeyId } = context;
  const changes = written.map(({ before, after }) => ({ id: after.id, fields: changesOf(before, after) }));
  if (changes.length === 0) return;
  await sql`
    insert into task_changes (organization_id, task_id, actor_id, api_key_id, fields)
    select ${scope.id}::uuid, id, ${actorId}::uuid, ${apiKeyId ?? null}::uuid, fields
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as changed (id uuid, fields jsonb)`.execute(
    db,
  );
  await recordChange(context, 'task', written);
}

export interface TaskChangeRow {
  id: string;
  taskId: string;
  actorId: string | null;
  apiKeyId: string | null;
  fields: FieldChange[];
  createdAt: string;
}

export type TaskChangePage = Page<TaskChangeRow>;

/** The same page of each task's history, newest first. */
export function listChangesOfTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  taskIds: readonly string[],
  args: PageArgs,
): Promise<TaskChangePage[]> {
  const page = pageRequest(
    { CREATED_AT: { column: 'created_at', type: 'timestamptz' } },
    undefined,
    args,
    'c',
  );
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
  return fetchPages(db, changes, 'c.task_id', taskIds, page, 'c');
}
