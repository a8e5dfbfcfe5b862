import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { NumberedEvent } from '../../events/catalogue.ts';

/** An event with the endpoints that may hear of it, as far as its project decides. */
export interface AudibleEvent {
  event: NumberedEvent;
  /** The project that the event is about or within. */
  projectId: string | undefined;
  endpointIds: string[];
}

interface Listener {
  id: string;
  projectIds: string[] | null;
}

/** A project of which an endpoint may hear now. */
interface HeardProject {
  endpointId: string;
  projectId: string;
  /** Whether somebody who may manage the project named it for the endpoint. It then hears of it while it is private, too. */
  isNamed: boolean;
  /** Whether the project was not private at the time of the event. */
  wasOpen: boolean;
}

/**
 * Finds out which endpoints may hear of which events. Endpoints that name projects hear of nothing else, the others of all
 * that are not private and of events outside projects.
 *
 * Security: whoever manages webhooks need not see private projects. The stricter of the time of the event and now decides.
 */
export async function findAudience(
  tenant: TenantDb,
  endpoints: Listener[],
  events: NumberedEvent[],
  occurredAt: string,
): Promise<AudibleEvent[]> {
  const places = events.map((event) => ({ event, ...placeOf(event) }));
  const taskIds = places.flatMap(({ projectId, taskId }) => (projectId ? [] : (taskId ?? [])));
  const { projectOfTask, hasPrivate } = await findProjectsOfTasks(tenant, taskIds);
  const placed = places.map(({ event, projectId, taskId }) => ({
    event,
    projectId: projectId ?? projectOfTask.get(taskId!),
    isOutside: !projectId && !taskId,
  }));
  const heard = await findHeardProjects(
    tenant,
    endpoints.map(({ id }) => id),
    placed.flatMap(({ projectId }) => projectId ?? []),
    occurredAt,
  );
  return placed.map(({ event, projectId, isOutside }) => {
    const hears = ({ id, projectIds }: Listener): boolean => {
      if (isOutside) return projectIds === null;
      // The task was deleted meanwhile.
      if (!projectId) return !hasPrivate && projectIds === null;
      const visibility = visibilityIn(event);
      if (event.type === 'project.deleted')
        return visibility !== 'PRIVATE' && (projectIds === null || projectIds.includes(projectId));
      const found = heard.find((each) => each.endpointId === id && each.projectId === projectId);
      if (!found) return false;
      return found.isNamed || (visibility ? visibility === 'ORGANIZATION' : found.wasOpen);
    };
    return { event, projectId, endpointIds: endpoints.filter(hears).map(({ id }) => id) };
  });
}

/** The visibility that an event about a project names. Those of the previous release, which knows no other, name none. */
const visibilityIn = ({ data }: NumberedEvent): string | undefined =>
  'project' in data ? data.project.visibility : undefined;

/** The project or task that an event is about or within: of every entity in a project, its snapshot names either. */
export function placeOf({ data }: { data: object }): { projectId?: string; taskId?: string } {
  if ('project' in data) return { projectId: (data.project as { id: string }).id };
  for (const snapshot of Object.values(data) as unknown[]) {
    if (typeof snapshot !== 'object' || snapshot === null) continue;
    const { projectId, taskId } = snapshot as { projectId?: string; taskId?: string };
    if (projectId) return { projectId };
    if (taskId) return { taskId };
  }
  return {};
}

/** Returns the projects by task, and whether there is or was a private one. Tasks that were deleted meanwhile are missing. */
async function findProjectsOfTasks({ db, scope }: TenantDb, taskIds: string[]) {
  if (taskIds.length === 0) return { projectOfTask: new Map<string, string>(), hasPrivate: true };
  const { rows } = await sql<{ hasPrivate: boolean; tasks: { id: string; projectId: string }[] }>`
    select o.has_private_projects as "hasPrivate", coalesce((
      select json_agg(json_build_object('id', t.id, 'projectId', t.project_id)) from tasks t
      where t.organization_id = ${scope.id} and t.id = ${anyOf(taskIds)}), '[]') as tasks
    from organizations o where o.id = ${scope.id}`.execute(db);
  const { hasPrivate, tasks } = rows[0]!;
  return { projectOfTask: new Map(tasks.map(({ id, projectId }) => [id, projectId])), hasPrivate };
}

/** Returns of which of the projects the endpoints may hear now. */
export async function findHeardProjects(
  { db }: TenantDb,
  endpointIds: string[],
  projectIds: string[],
  occurredAt = 'infinity',
): Promise<HeardProject[]> {
  if (endpointIds.length === 0 || projectIds.length === 0) return [];
  const { rows } = await sql<HeardProject>`
    select endpoint_id as "endpointId", project_id as "projectId", is_named as "isNamed", was_open as "wasOpen"
    from app.heard_projects(${endpointIds}::uuid[], ${[...new Set(projectIds)]}::uuid[], ${occurredAt}::timestamptz)`.execute(
    db,
  );
  return rows;
}
