import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import { taskColumns, taskRecord, type TaskState } from './queries.ts';
import type { TaskRow } from './rows.ts';

/**
 * Locks the projects, inserts tasks at their ends, and returns the tasks in their order. Inserts nothing unless all
 * projects exist and are active.
 */
export function appendTasks(
  { db, scope }: TenantDb,
  tasks: Omit<TaskState, 'position'>[],
  createdById: string | null,
): Promise<TaskRow[]> {
  const projectIds = tasks.map(({ projectId }) => projectId);
  return db
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
        rows from (jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as (${taskRecord})) with ordinality as new
      where positions is not null order by ordinality`,
    )
    .returning(taskColumns)
    .execute();
}
