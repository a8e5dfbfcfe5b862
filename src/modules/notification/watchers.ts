import { sql } from 'kysely';
import type { ServingDb } from '../../database/tenant-db.ts';

/** Returns the user ids of the watchers of each project and task who see it, by its id. Only for jobs. */
export async function findWatchers(
  db: ServingDb,
  projectIds: readonly string[],
  taskIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (projectIds.length === 0 && taskIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; userId: string }>`
    select coalesce(project_id, task_id) as id, user_id as "userId"
    from app.find_watchers(${projectIds}::uuid[], ${taskIds}::uuid[])`.execute(db);
  const byThing = Map.groupBy(rows, ({ id }) => id);
  return new Map([...byThing].map(([id, watchers]) => [id, watchers.map(({ userId }) => userId)]));
}
