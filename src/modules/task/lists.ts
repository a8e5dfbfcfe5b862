import { expressionBuilder } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { DB } from '../../generated/database.ts';
import type { TaskPriority } from '../../generated/enums.ts';
import type { TaskFilter, TaskLabelFilter, TaskOrder } from '../../generated/graphql.ts';
import { priorities } from './priority.ts';
import { labelConditions } from './label-filter.ts';
import { fitsWords } from './search-queries.ts';
import { tasksOf } from './queries.ts';
import type { TaskPage } from './rows.ts';

export type TaskListArgs = ListArgs<TaskOrder, TaskFilter>;

const tasks = defineList<TaskOrder, TaskFilter>({
  table: 'tasks',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    TITLE: { column: 'title_key', type: 'text' },
    DUE_AT: { column: 'due_at', type: 'timestamptz', nullable: true },
    PRIORITY: 'smallint',
    POSITION: 'text',
  },
  filters: {
    id: 'uuid',
    projectId: 'uuid',
    title: { column: 'title', type: 'text', key: 'title_key' },
    description: 'text',
    status: 'text',
    priority: {
      column: 'priority',
      type: 'smallint',
      toSql: (value: TaskPriority) => priorities.indexOf(value),
    },
    assigneeId: 'uuid',
    labelId: { compare: (comparators) => labelConditions(comparators as TaskLabelFilter) },
    search: { compare: (words) => [fitsWords(words as string)] },
    createdById: 'uuid',
    dueAt: 'timestamptz',
    completedAt: 'timestamptz',
    archivedAt: 'timestamptz',
    createdAt: 'timestamptz',
    updatedAt: 'timestamptz',
  },
  defaults: { archivedAt: expressionBuilder<DB, 'tasks'>()('tasks.archived_at', 'is', null) },
});

/** Selects the matching tasks, and one page of them. */
export const taskList = (tenant: TenantDb, args: TaskListArgs) => tasks.select(tasksOf(tenant), args);

export const listTasks = (tenant: TenantDb, args: TaskListArgs): Promise<TaskPage> =>
  tasks.page(tasksOf(tenant), args);

/** Returns the same page of each project's tasks. */
export const listTasksOfProjects = (
  tenant: TenantDb,
  projectIds: readonly string[],
  args: TaskListArgs,
): Promise<TaskPage[]> => tasks.pages(tenant.db, tasksOf(tenant), 'tasks.project_id', projectIds, args);
