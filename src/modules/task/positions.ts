import { generateKeyBetween } from 'fractional-indexing';
import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';

/** The last position of each project that has one. The projects are locked: what is read here stays the last. */
export async function findLastPositions(
  db: Kysely<DB>,
  scope: OrgScope,
  projectIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ projectId: string; position: string }>`
    select project_id as "projectId", position from unnest(${projectIds}::uuid[]) as wanted (project_id),
      lateral (select position from tasks
        where tasks.organization_id = ${scope.id} and tasks.project_id = wanted.project_id
        order by position desc limit 1) last`.execute(db);
  return new Map(rows.map(({ projectId, position }) => [projectId, position]));
}

/** Positions at the ends of projects, one after the other. */
export async function appendingPositions(
  db: Kysely<DB>,
  scope: OrgScope,
  projectIds: readonly string[],
): Promise<(projectId: string) => string> {
  const last = await findLastPositions(db, scope, projectIds);
  return (projectId) => {
    const position = generateKeyBetween(last.get(projectId), null);
    last.set(projectId, position);
    return position;
  };
}

/** A position grows by a character with every six moves to the same place. */
const MAX_POSITION = 50;

/**
 * Shortens the positions of a project, which is locked, when the one that is to be written has grown too long. Returns
 * whether it did: the positions that were read before are wrong then. Versions, times and history stay as they are.
 */
export async function shortenPositions(
  db: Kysely<DB>,
  projectId: string,
  position: string,
): Promise<boolean> {
  if (position.length <= MAX_POSITION) return false;
  const { rows } = await sql<{ done: boolean }>`
    select app.shorten_positions(${projectId}) as done`.execute(db);
  return rows[0]!.done;
}

/** A task that is moved. */
interface Moved {
  id: string;
  projectId: string;
  position: string;
}

/** The position at the end of a project, which is locked, for a task that is moved there. Its own if it is there already. */
export async function positionAtEnd(
  db: Kysely<DB>,
  scope: OrgScope,
  { projectId, moved }: { projectId: string; moved: Moved },
): Promise<string> {
  const last = (await findLastPositions(db, scope, [projectId])).get(projectId);
  if (moved.projectId === projectId && moved.position === last) return last;
  return generateKeyBetween(last, null);
}

/**
 * The position directly after or before another task of the project, for a task that is moved there; undefined when
 * that other task is not in the project, which is locked. The task keeps its own if it is there already.
 */
export async function positionBeside(
  db: Kysely<DB>,
  scope: OrgScope,
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
