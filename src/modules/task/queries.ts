import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { TaskPriority, TaskStatus } from '../../generated/graphql.ts';
import { priorities } from './priority.ts';

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
  version: number;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

export type TaskPage = Page<TaskRow>;

/** What can be written to a task. */
export interface TaskChanges {
  title?: string;
  description?: string | null;
  status?: TaskStatus;
  priority?: TaskPriority;
  assigneeId?: string | null;
  dueAt?: string | null;
}

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

/** The task, locked until the transaction ends. */
export function lockTask(db: Kysely<DB>, scope: OrgScope, id: string): Promise<TaskRow | undefined> {
  return tasksOf(db, scope).where('tasks.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** Which of the things that a task refers to exist in the organization. */
export async function findTaskReferences(
  db: Kysely<DB>,
  scope: OrgScope,
  { projectId, assigneeId }: { projectId?: string; assigneeId?: string | null },
): Promise<{ project: boolean; assignee: boolean }> {
  return db
    .selectNoFrom(({ exists, selectFrom }) => [
      exists(
        selectFrom('projects')
          .select('id')
          .where('organization_id', '=', scope.id)
          .where('id', '=', projectId ?? null),
      )
        .$castTo<boolean>()
        .as('project'),
      exists(
        selectFrom('memberships')
          .select('id')
          .where('organization_id', '=', scope.id)
          .where('user_id', '=', assigneeId ?? null),
      )
        .$castTo<boolean>()
        .as('assignee'),
    ])
    .executeTakeFirstOrThrow();
}

const toColumns = ({ title, description, status, priority, assigneeId, dueAt }: TaskChanges) => ({
  title,
  description: description === '' ? null : description,
  status,
  priority: priority && priorities.indexOf(priority),
  assignee_id: assigneeId,
  due_at: dueAt,
});

export async function insertTask(
  db: Kysely<DB>,
  scope: OrgScope,
  task: TaskChanges & { title: string; projectId: string; createdById: string | null },
): Promise<TaskRow> {
  const { id } = await db
    .insertInto('tasks')
    .values({
      ...toColumns(task),
      title: task.title,
      organization_id: scope.id,
      project_id: task.projectId,
      created_by_id: task.createdById,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [row] = await findTasksByIds(db, scope, [id]);
  return row!;
}

export async function updateTask(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  changes: TaskChanges,
): Promise<TaskRow> {
  await db
    .updateTable('tasks')
    .set((eb) => ({ ...toColumns(changes), version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
  const [row] = await findTasksByIds(db, scope, [id]);
  return row!;
}

export function deleteTask(db: Kysely<DB>, scope: OrgScope, id: string) {
  return db.deleteFrom('tasks').where('organization_id', '=', scope.id).where('id', '=', id).execute();
}

/** Takes a member's tasks from them. Answers the tasks before and after, as far as they changed. */
export async function unassignTasks(db: Kysely<DB>, scope: OrgScope, userId: string) {
  const rows = await db
    .updateTable('tasks')
    .set((eb) => ({ assignee_id: null, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('assignee_id', '=', userId)
    .returning(['id', 'project_id as projectId'])
    .execute();
  return rows.map((row) => ({ before: { ...row, assigneeId: userId }, after: { ...row, assigneeId: null } }));
}
