import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { groupByKey } from '../../database/loader.ts';
import {
  fetchPage,
  type PageArgs,
  pageRequest,
  selectPage,
  type SortKeys,
  toPage,
} from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { TaskFilter, TaskOrder, TaskOrderField, TaskPriority } from '../../generated/graphql.ts';
import { priorities } from './priority.ts';
import { type TaskPage, tasksOf } from './queries.ts';

export interface TaskListArgs extends PageArgs {
  filter?: TaskFilter | null;
  orderBy?: TaskOrder | null;
}

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
  return tasksOf(db, scope).where(filterCondition(filter, filterColumns, 'tasks'));
}

export async function listTasks(db: Kysely<DB>, scope: OrgScope, args: TaskListArgs): Promise<TaskPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'tasks');
  const matching = matchingTasks(db, scope, args.filter);
  return fetchPage(matching, page, 'tasks');
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
