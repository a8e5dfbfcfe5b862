import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns, mentions } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, fetchPages } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type {
  TaskFilter,
  TaskLabelFilter,
  TaskOrder,
  TaskOrderField,
  TaskPriority,
} from '../../generated/graphql.ts';
import { priorities } from './priority.ts';
import { labelConditions } from './label-filter.ts';
import { fitsWords } from './search.ts';
import { type TaskPage, tasksOf } from './queries.ts';

export interface TaskListArgs extends PageArgs {
  filter?: TaskFilter | null;
  orderBy?: TaskOrder | null;
}

const filterColumns: FilterColumns = {
  id: { column: 'id', type: 'uuid' },
  projectId: { column: 'project_id', type: 'uuid' },
  title: { column: 'title', type: 'text', key: 'title_key' },
  description: { column: 'description', type: 'text' },
  status: { column: 'status', type: 'text' },
  priority: {
    column: 'priority',
    type: 'smallint',
    toSql: (value: TaskPriority) => priorities.indexOf(value),
  },
  assigneeId: { column: 'assignee_id', type: 'uuid' },
  labelId: { compare: (comparators) => labelConditions(comparators as TaskLabelFilter) },
  search: { compare: (words) => [fitsWords(words as string)] },
  createdById: { column: 'created_by_id', type: 'uuid' },
  dueAt: { column: 'due_at', type: 'timestamptz' },
  completedAt: { column: 'completed_at', type: 'timestamptz' },
  archivedAt: { column: 'archived_at', type: 'timestamptz' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  updatedAt: { column: 'updated_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<TaskOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  TITLE: { column: 'title_key', type: 'text' },
  DUE_AT: { column: 'due_at', type: 'timestamptz', nullable: true },
  PRIORITY: { column: 'priority', type: 'smallint' },
  POSITION: { column: 'position', type: 'text' },
};

/** Archived tasks only when the filter speaks of them. */
function matchingTasks(db: Kysely<DB>, scope: OrgScope, filter: TaskFilter | null | undefined) {
  return tasksOf(db, scope)
    .where(filterCondition(filter, filterColumns, 'tasks'))
    .$if(!mentions(filter, 'archivedAt'), (query) => query.where('tasks.archived_at', 'is', null));
}

export async function listTasks(db: Kysely<DB>, scope: OrgScope, args: TaskListArgs): Promise<TaskPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'tasks');
  return fetchPage(matchingTasks(db, scope, args.filter), page, 'tasks');
}

/** The same page of each project's tasks. */
export async function listTasksOfProjects(
  db: Kysely<DB>,
  scope: OrgScope,
  projectIds: readonly string[],
  args: TaskListArgs,
): Promise<TaskPage[]> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'tasks');
  return fetchPages(db, matchingTasks(db, scope, args.filter), 'tasks.project_id', projectIds, page, 'tasks');
}
