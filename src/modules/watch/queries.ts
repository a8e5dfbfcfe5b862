import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';

/** What a member watches: one of the two. */
export interface Watched {
  projectId?: string;
  taskId?: string;
}

/** Lets the request's user watch something. Returns what refuses it, if anything. Locks the organization. */
export async function addWatch(
  db: Kysely<DB>,
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
  db: Kysely<DB>,
  scope: OrgScope,
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

/** Which of these projects, or tasks, the user watches. */
export async function findWatched(
  db: Kysely<DB>,
  scope: OrgScope,
  userId: string,
  column: 'project_id' | 'task_id',
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('watches')
    .select(`${column} as id`)
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .where(column, '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
  return new Set(rows.map(({ id }) => id!));
}

/** The ids of those who watch each of these projects and tasks, by its id. For jobs alone. */
export async function findWatchers(
  db: Kysely<DB>,
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
