import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { TaskStatus } from '../../generated/graphql.ts';

export interface TaskRow {
  id: string;
  projectId: string;
  title: string;
  description: string | null;
  status: TaskStatus;
  /** An index of `priorities`. */
  priority: number;
  assigneeId: string | null;
  dueAt: string | null;
  position: string;
  completedAt: string | null;
  archivedAt: string | null;
  version: number;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

export type TaskPage = Page<TaskRow>;

/** What can be written to a task. */
export type TaskState = Pick<
  TaskRow,
  'projectId' | 'title' | 'description' | 'status' | 'priority' | 'assigneeId' | 'dueAt' | 'position'
> & { archived: boolean };

/** The organization's tasks, to be narrowed. */
export const tasksOf = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('tasks')
    .select((eb) => [
      'tasks.id',
      'tasks.project_id as projectId',
      'tasks.title',
      'tasks.description',
      eb.ref('tasks.status').$castTo<TaskStatus>().as('status'),
      'tasks.priority',
      'tasks.assignee_id as assigneeId',
      'tasks.due_at as dueAt',
      'tasks.position',
      'tasks.completed_at as completedAt',
      'tasks.archived_at as archivedAt',
      'tasks.version',
      'tasks.created_by_id as createdById',
      'tasks.created_at as createdAt',
      'tasks.updated_at as updatedAt',
    ])
    .where('tasks.organization_id', '=', scope.id);

export function findTasksByIds(db: Kysely<DB>, scope: OrgScope, ids: readonly string[]): Promise<TaskRow[]> {
  return tasksOf(db, scope)
    .where('tasks.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The tasks by id, locked until the transaction ends: in one order, so that two who lock several do not wait for each other. */
export async function lockTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<Map<string, TaskRow>> {
  const rows = await tasksOf(db, scope)
    .where('tasks.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .orderBy('tasks.id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The columns of `TaskState`, as records of JSON. */
const record = sql.raw(`"projectId" uuid, title text, description text, status text, priority smallint,
  "assigneeId" uuid, "dueAt" timestamptz, position text, archived boolean`);

/** Answers the new ids, in the order of the tasks. */
export async function insertTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  tasks: TaskState[],
  createdById: string | null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into tasks (organization_id, project_id, title, description, status, priority, assignee_id, due_at, position,
      completed_at, created_by_id)
    select ${scope.id}::uuid, "projectId", title, description, status, priority, "assigneeId", "dueAt", position,
      case when status = 'DONE' then clock_timestamp() end, ${createdById}::uuid
    from rows from (jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as (${record})) with ordinality as new
    order by ordinality
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Writes the states of tasks that are locked, and raises their versions. */
export async function updateTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  tasks: (TaskState & { id: string })[],
): Promise<void> {
  await sql`
    update tasks set
      project_id = new."projectId", title = new.title, description = new.description, status = new.status,
      priority = new.priority, assignee_id = new."assigneeId", due_at = new."dueAt", position = new.position,
      completed_at = case when new.status = 'DONE' then coalesce(tasks.completed_at, clock_timestamp()) end,
      archived_at = case when new.archived then coalesce(tasks.archived_at, clock_timestamp()) end,
      version = tasks.version + 1
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as new (id uuid, ${record})
    where tasks.organization_id = ${scope.id} and tasks.id = new.id`.execute(db);
}

export function deleteTasks(db: Kysely<DB>, scope: OrgScope, ids: readonly string[]) {
  return db
    .deleteFrom('tasks')
    .where('organization_id', '=', scope.id)
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** Takes a member's tasks from them, with their history. Answers which, and where they are. */
export async function unassignTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  userId: string,
  actorId: string | null,
): Promise<{ id: string; projectId: string }[]> {
  const { rows } = await sql<{ id: string; projectId: string }>`
    with changed as (
      update tasks set assignee_id = null, version = version + 1
      where organization_id = ${scope.id} and assignee_id = ${userId}
      returning id, project_id
    ), logged as (
      insert into task_changes (organization_id, task_id, actor_id, fields)
      select ${scope.id}::uuid, id, ${actorId}::uuid,
        jsonb_build_array(jsonb_build_object('field', 'assignee', 'from', ${userId}::uuid, 'to', null)) from changed
    )
    select id, project_id as "projectId" from changed`.execute(db);
  return rows;
}
