import { anyOf } from '../../database/any-of.ts';
import type { ServingDb, TenantDb } from '../../database/tenant-db.ts';

/** The watched project or task: exactly one of the two is set. */
export interface Watched {
  projectId?: string;
  taskId?: string;
}

/** Adds a watch of the request's user. Returns the reason when it is rejected. Locks the organization. */
export async function addWatch(
  db: ServingDb,
  { projectId, taskId }: Watched,
  max: { watches: number; watchers: number },
): Promise<'NOT_A_MEMBER' | 'WATCHES' | 'WATCHERS' | null> {
  const { refusal } = await db
    .selectNoFrom((eb) =>
      eb
        .fn<'NOT_A_MEMBER' | 'WATCHES' | 'WATCHERS' | null>('app.add_watch', [
          eb.val(projectId ?? null),
          eb.val(taskId ?? null),
          eb.val(max.watches),
          eb.val(max.watchers),
        ])
        .as('refusal'),
    )
    .executeTakeFirstOrThrow();
  return refusal;
}

export async function deleteWatch(
  { db, scope }: TenantDb,
  userId: string,
  { projectId, taskId }: Watched,
): Promise<void> {
  await db
    .deleteFrom('watches')
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .where(projectId ? 'project_id' : 'task_id', '=', projectId ?? taskId!)
    .execute();
}

/** Returns which of these projects, or tasks, the user watches. */
export async function findWatched(
  { db, scope }: TenantDb,
  userId: string,
  column: 'project_id' | 'task_id',
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('watches')
    .select(`${column} as id`)
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .where(column, '=', anyOf(ids))
    .execute();
  return new Set(rows.map(({ id }) => id!));
}
