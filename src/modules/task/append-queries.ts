import { sql } from 'kysely';
import { compileOnce } from '../../database/compile-once.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { taskColumns, taskRecord, type TaskState } from './queries.ts';
import type { TaskRow } from './rows.ts';

interface NewTasks {
  projectIds: string[];
  /** JSON. */
  tasks: string;
  createdById: string | null;
}

const insertAtEnds = compileOnce(({ db, scope }: TenantDb, { projectIds, tasks, createdById }: NewTasks) =>
  db
    .insertInto('tasks')
    .columns([
      'organization_id',
      'project_id',
      'title',
      'description',
      'status',
      'priority',
      'assignee_id',
      'due_at',
      'position',
      'completed_at',
      'created_by_id',
    ])
    .expression(
      sql`select ${scope.id}::uuid, "projectId", title, description, status, priority, "assigneeId", "dueAt",
        positions[ordinality], case when status = 'DONE' then clock_timestamp() end, ${createdById}::uuid
      from app.append_positions(${scope.id}::uuid, ${projectIds}::uuid[]) as positions,
        rows from (jsonb_to_recordset(${tasks}::jsonb) as (${taskRecord})) with ordinality as new
      where positions is not null order by ordinality`,
    )
    .returning(taskColumns)
    .compile(),
);

/**
 * Locks the projects, inserts tasks at their ends, and returns the tasks in their order. Inserts nothing unless all
 * projects exist and are active.
 */
export function appendTasks(
  tenant: TenantDb,
  tasks: Omit<TaskState, 'position'>[],
  createdById: string | null,
): Promise<TaskRow[]> {
  const projectIds = tasks.map(({ projectId }) => projectId);
  return insertAtEnds(tenant, { projectIds, tasks: JSON.stringify(tasks), createdById });
}
