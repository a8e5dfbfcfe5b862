import { generateKeyBetween } from 'fractional-indexing';
import { sql } from 'kysely';
import type { ServingDb, TenantDb } from '../../database/tenant-db.ts';

/** Returns the last position of a locked project, which stays the last one; undefined without tasks. */
async function findLastPosition({ db, scope }: TenantDb, projectId: string): Promise<string | undefined> {
  const last = await db
    .selectFrom('tasks')
    .select('position')
    .where('organization_id', '=', scope.id)
    .where('project_id', '=', projectId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.position;
}

/** Six moves to the same place lengthen a position by one character. */
const MAX_POSITION = 50;

/**
 * Shortens the positions of a locked project when the position to write is too long. Returns whether it did: positions
 * that were read before are then invalid. Versions, times and history do not change.
 */
export async function shortenPositions(db: ServingDb, projectId: string, position: string): Promise<boolean> {
  if (position.length <= MAX_POSITION) return false;
  const { rows } = await sql<{ done: boolean }>`
    select app.shorten_positions(${projectId}) as done`.execute(db);
  return rows[0]!.done;
}

/** The task that is being moved. */
interface Moved {
  id: string;
  projectId: string;
  position: string;
}

/**
 * Returns the position at the end of a locked project for a task that is moved there; its current one if it is there
 * already.
 */
export async function positionAtEnd(
  tenant: TenantDb,
  { projectId, moved }: { projectId: string; moved: Moved },
): Promise<string> {
  const last = await findLastPosition(tenant, projectId);
  if (moved.projectId === projectId && moved.position === last) return last;
  return generateKeyBetween(last, null);
}

/**
 * Returns the position directly after or before another task of a locked project; undefined when that task is not in
 * the project. A task that is there already keeps its position.
 */
export async function positionBeside(
  { db, scope }: TenantDb,
  {
    projectId,
    moved,
    side,
    neighborId,
  }: {
    projectId: string;
    moved: Moved;
    side: 'after' | 'before';
    neighborId: string;
  },
): Promise<string | undefined> {
  const [beyond, order] = side === 'after' ? [sql.raw('>'), sql.raw('asc')] : [sql.raw('<'), sql.raw('desc')];
  const { rows } = await sql<{ neighbor: string; next: string | null }>`
    select t.position as neighbor, (
      select position from tasks o
      where o.organization_id = ${scope.id} and o.project_id = ${projectId} and o.id <> ${moved.id}
        and o.position ${beyond} t.position order by position ${order} limit 1) as next
    from tasks t
    where t.organization_id = ${scope.id} and t.project_id = ${projectId} and t.id = ${neighborId}`.execute(
    db,
  );
  const [found] = rows;
  if (!found) return undefined;
  const [low, high] = sorted(found.neighbor, found.next, side);
  const { position } = moved;
  if (moved.projectId === projectId && (!low || low < position) && (!high || position < high))
    return position;
  return generateKeyBetween(low, high);
}

const sorted = (
  neighbor: string,
  next: string | null,
  side: 'after' | 'before',
): [string | null, string | null] => (side === 'after' ? [neighbor, next] : [next, neighbor]);
