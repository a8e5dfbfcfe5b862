import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { groupByKey } from '../../database/loader.ts';
import {
  type Page,
  type PageArgs,
  pageRequest,
  selectPage,
  type SortKeys,
  toPage,
} from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type {
  TaskFilter,
  TaskOrder,
  TaskOrderField,
  TaskPriority,
  TaskStatus,
} from '../../generated/graphql.ts';
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

export interface TaskListArgs extends PageArgs {
  filter?: TaskFilter | null;
  orderBy?: TaskOrder | null;
}

/** What can be written to a task. */
export interface TaskChanges {
  title?: string;
  description?: string | null;
  status?: TaskStatus;
  priority?: TaskPriority;
  assigneeId?: string | null;
  dueAt?: string | null;
}

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
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

const filterColumns: FilterColumns = {
  id: { column: 'id', type: 'uuid' },
  projectId: { column: 'project_id', type: 'uuid' },
  title: { column: 'title', type: 'text' },
  description: { column: 'description', type: 'text' },
  status: { column: 'status', type: 'text' },
  priority: {
    column: 'priority',
    type: 'smallint',
    toSql: (value: TaskPriority) => priorities.indexOf(value),
  },
  assigneeId: { column: 'assignee_id', type: 'uuid' },
  createdById: { column: 'created_by_id', type: 'uuid' },
  dueAt: { column: 'due_at', type: 'timestamptz' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  updatedAt: { column: 'updated_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<TaskOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  TITLE: { column: 'title_key', type: 'text' },
  DUE_AT: { column: 'due_at', type: 'timestamptz', nullable: true },
  PRIORITY: { column: 'priority', type: 'smallint' },
};

function matchingTasks(db: Kysely<DB>, scope: OrgScope, filter: TaskFilter | null | undefined) {
  const condition = filterCondition(filter, filterColumns, 'tasks');
  return ofTenant(db, scope).$if(condition !== undefined, (query) => query.where(condition!));
}

export async function listTasks(db: Kysely<DB>, scope: OrgScope, args: TaskListArgs): Promise<TaskPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'tasks');
  const matching = matchingTasks(db, scope, args.filter);
  const rows = await selectPage(matching, page, 'tasks').execute();
  return toPage(rows, page, async () => {
    const count = matching.clearSelect().select((eb) => eb.fn.countAll<string>().as('total'));
    return Number((await count.executeTakeFirstOrThrow()).total);
  });
}

/** The same page of each project's tasks, in one statement; their counts, when asked for, in one more. */
export async function listTasksOfProjects(
  db: Kysely<DB>,
  scope: OrgScope,
  projectIds: readonly string[],
  args: TaskListArgs,
): Promise<TaskPage[]> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'tasks');
  const matching = matchingTasks(db, scope, args.filter);
  const ofEach = selectPage(matching.whereRef('tasks.project_id', '=', sql.ref('wanted.id')), page, 'tasks');
  const rows = await db
    .selectFrom(sql<{ id: string }>`unnest(${projectIds}::uuid[])`.as<'wanted'>(sql`wanted(id)`))
    .innerJoinLateral(ofEach.as('task'), (join) => join.onTrue())
    .selectAll('task')
    .execute();
  let counts: Promise<Map<string, number>> | undefined;
  return groupByKey(projectIds, rows, (row) => row.projectId).map((group, index) =>
    toPage(group, page, async () => {
      counts ??= countTasksOfProjects(matching, projectIds);
      return (await counts).get(projectIds[index]!) ?? 0;
    }),
  );
}

async function countTasksOfProjects(
  matching: ReturnType<typeof matchingTasks>,
  projectIds: readonly string[],
) {
  const rows = await matching
    .clearSelect()
    .select((eb) => ['tasks.project_id as projectId', eb.fn.countAll<string>().as('total')])
    .where('tasks.project_id', '=', (eb) => eb.fn.any(eb.val(projectIds)))
    .groupBy('tasks.project_id')
    .execute();
  return new Map(rows.map((row) => [row.projectId, Number(row.total)]));
}

export function findTasksByIds(db: Kysely<DB>, scope: OrgScope, ids: readonly string[]): Promise<TaskRow[]> {
  return ofTenant(db, scope)
    .where('tasks.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The task, locked until the transaction ends. */
export function lockTask(db: Kysely<DB>, scope: OrgScope, id: string): Promise<TaskRow | undefined> {
  return ofTenant(db, scope).where('tasks.id', '=', id).forNoKeyUpdate().executeTakeFirst();
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
  task: TaskChanges & { title: string; projectId: string; createdById: string },
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

/** Takes a member's tasks from them. */
export function unassignTasks(db: Kysely<DB>, scope: OrgScope, userId: string) {
  return db
    .updateTable('tasks')
    .set((eb) => ({ assignee_id: null, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('assignee_id', '=', userId)
    .execute();
}
