import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { NumberedEvent } from '../../events/catalogue.ts';

/**
 * Returns the events of which endpoints hear: not those of private projects, and of what hangs on them.
 *
 * Security: whoever manages webhooks need not see private projects.
 */
export async function withoutPrivate(tenant: TenantDb, events: NumberedEvent[]): Promise<NumberedEvent[]> {
  const places = new Map(events.map((event) => [event, placeOf(event)]));
  const wanted = [...places.values()].filter((place) => place !== undefined);
  if (wanted.length === 0) return events;
  const found = await findOpen(
    tenant,
    wanted.flatMap(({ projectId }) => projectId ?? []),
    wanted.flatMap(({ taskId }) => taskId ?? []),
  );
  if (!found.hasPrivate) return events;
  const open = new Set([...found.projects, ...found.tasks]);
  return events.filter((event) => {
    const place = places.get(event);
    if (!place) return true;
    // Nothing but the event says what a deleted project was.
    if (event.type === 'project.deleted') return event.data.project.visibility === 'ORGANIZATION';
    return open.has((place.projectId ?? place.taskId)!);
  });
}

/** The project or task that an event is about or within. */
function placeOf({ data }: NumberedEvent): { projectId?: string; taskId?: string } | undefined {
  if ('project' in data) return { projectId: data.project.id };
  if ('task' in data) return { projectId: data.task.projectId };
  if ('comment' in data) return { taskId: data.comment.taskId };
  return undefined;
}

/** Finds the projects that are not private, and the tasks of such. Nothing that was deleted meanwhile is among them. */
async function findOpen({ db, scope }: TenantDb, projectIds: string[], taskIds: string[]) {
  const { rows } = await sql<{ hasPrivate: boolean; projects: string[]; tasks: string[] }>`
    select o.has_private_projects as "hasPrivate",
      array(select p.id from projects p where p.organization_id = ${scope.id} and p.id = ${anyOf(projectIds)}
        and p.visibility = 'ORGANIZATION') as projects,
      array(select t.id from tasks t
        join projects p on p.organization_id = t.organization_id and p.id = t.project_id
        where t.organization_id = ${scope.id} and t.id = ${anyOf(taskIds)} and p.visibility = 'ORGANIZATION') as tasks
    from organizations o where o.id = ${scope.id}`.execute(db);
  return rows[0]!;
}
