import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { toCount } from '../../database/count.ts';
import type { TaskCount } from '../../generated/graphql.ts';
import { taskStatuses } from './input.ts';

/** Returns the number of tasks by project and status, without archived tasks. */
export async function countTasksOfProjects(
  { db, scope }: TenantDb,
  projectIds: readonly string[],
): Promise<TaskCount[][]> {
  const rows = await db
    .selectFrom('tasks')
    .select((eb) => ['project_id as projectId', 'status', eb.fn.countAll<string>().as('count')])
    .where('organization_id', '=', scope.id)
    .where('project_id', '=', anyOf(projectIds))
    .where('archived_at', 'is', null)
    .groupBy(['project_id', 'status'])
    .execute();
  const counts = new Map(rows.map(({ projectId, status, count }) => [`${projectId} ${status}`, count]));
  return projectIds.map((id) =>
    taskStatuses.map((status) => ({ status, count: toCount(counts.get(`${id} ${status}`) ?? 0) })),
  );
}
