import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { toCount } from '../../database/count.ts';
import type { DB } from '../../generated/database.ts';
import type { TaskCount } from '../../generated/graphql.ts';
import { taskStatuses } from './input.ts';

/** How many tasks of each project have each status, those that were put away not counted. */
export async function countTasksOfProjects(
  db: Kysely<DB>,
  scope: OrgScope,
  projectIds: readonly string[],
): Promise<TaskCount[][]> {
  const rows = await db
    .selectFrom('tasks')
    .select((eb) => ['project_id as projectId', 'status', eb.fn.countAll<string>().as('count')])
    .where('organization_id', '=', scope.id)
    .where('project_id', '=', (eb) => eb.fn.any(eb.val(projectIds)))
    .where('archived_at', 'is', null)
    .groupBy(['project_id', 'status'])
    .execute();
  const counts = new Map(rows.map(({ projectId, status, count }) => [`${projectId} ${status}`, count]));
  return projectIds.map((id) =>
    taskStatuses.map((status) => ({ status, count: toCount(counts.get(`${id} ${status}`) ?? 0) })),
  );
}
