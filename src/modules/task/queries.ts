import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { TaskStatus } from '../../generated/enums.ts';
import type { TaskRow } from './rows.ts';

/** The columns of a task that can be written. */
export type TaskState = Pick<
  TaskRow,
  'projectId' | 'title' | 'description' | 'status' | 'priority' | 'assigneeId' | 'dueAt' | 'position'
> & { archived: boolean };

export const taskColumns = [
  'tasks.id',
  'tasks.project_id as projectId',
  'tasks.title',
  'tasks.description',
  sql.ref<TaskStatus>('tasks.status').as('status'),
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
] as const;

/** Selects the organization's tasks. */
export const tasksOf = ({ db, scope }: TenantDb) =>
  db.selectFrom('tasks').select(taskColumns).where('tasks.organization_id', '=', scope.id);

export function findTasksByIds(tenant: TenantDb, ids: readonly string[]): Promise<TaskRow[]> {
  return tasksOf(tenant).where('tasks.id', '=', anyOf(ids)).execute();
}

/** Locks the tasks until the transaction ends and returns them by id. Locks in one order, which prevents deadlocks. */
export async function lockTasks(tenant: TenantDb, ids: readonly string[]): Promise<Map<string, TaskRow>> {
  const rows = await tasksOf(tenant)
    .where('tasks.id', '=', anyOf(ids))
    .orderBy('tasks.id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The columns of `TaskState` as a JSON record. */
export const taskRecord =
  sql.raw(`"projectId" uuid, title text, description text, status text, priority smallint,
  "assigneeId" uuid, "dueAt" timestamptz, position text, archived boolean`);

/** Writes the states of locked tasks and increments their versions. Returns the tasks. */
export function updateTasks(
  { db, scope }: TenantDb,
  tasks: (TaskState & { id: string })[],
): Promise<TaskRow[]> {
  const states = sql`jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)`;
  return db
    .updateTable('tasks')
    .from(states.as<'new'>(sql`new (id uuid, ${taskRecord})`))
    .set({
      project_id: sql`new."projectId"`,
      title: sql`new.title`,
      description: sql`new.description`,
      status: sql`new.status`,
      priority: sql`new.priority`,
      assignee_id: sql`new."assigneeId"`,
      due_at: sql`new."dueAt"`,
      position: sql`new.position`,
      completed_at: sql`case when new.status = 'DONE' then coalesce(tasks.completed_at, clock_timestamp()) end`,
      archived_at: sql`case when new.archived then coalesce(tasks.archived_at, clock_timestamp()) end`,
      version: sql`tasks.version + 1`,
    })
    .where('tasks.organization_id', '=', scope.id)
    .where('tasks.id', '=', sql<string>`new.id`)
    .returning(taskColumns)
    .execute();
}

export function deleteTasks({ db, scope }: TenantDb, ids: readonly string[]) {
  return db
    .deleteFrom('tasks')
    .where('organization_id', '=', scope.id)
    .where('id', '=', anyOf(ids))
    .execute();
}

/**
 * Unassigns a member from all tasks, also from those that the caller does not see, and writes their history. Returns the
 * tasks and their projects, which must not be shown to the caller.
 */
export async function unassignTasks(
  { db }: TenantDb,
  userId: string,
  actorId: string | null,
): Promise<{ id: string; projectId: string }[]> {
  const { rows } = await sql<{ id: string; projectId: string }>`
    select id, project_id as "projectId" from app.unassign_member(${userId}::uuid, ${actorId}::uuid)`.execute(
    db,
  );
  return rows;
}
