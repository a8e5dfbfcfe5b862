import { sql } from 'kysely';
import type { SystemDb } from '../database/system.ts';
import { organizations, people } from './seed/demo-content.ts';

/**
 * Returns what the variables of the examples can name: ids of rows of the demonstration data as it is now, and instants.
 * A value is missing if its row is: somebody may have deleted it.
 */
export async function findExampleValues(db: SystemDb): Promise<Map<string, string>> {
  const { slug } = organizations[0]!;
  const [owner, , member] = people;
  const { rows } = await sql<Record<string, string | null>>`
    with acme as (select id from organizations where slug = ${slug}),
      open as (
        select t.id, t.position from tasks t
        where organization_id = (select id from acme) and status = 'TODO' and archived_at is null
          and project_id = (${firstProject})
      )
    select (select id from acme) as organization,
      (${firstProject}) as project,
      (select id from open order by position limit 1) as "firstTask",
      (select id from open order by position desc limit 1) as task,
      (select c.task_id from comments c where organization_id = (select id from acme)
        and exists (select from task_changes h where h.organization_id = c.organization_id and h.task_id = c.task_id)
        order by created_at desc limit 1) as "commentedTask",
      (select id from users where email = ${member!.email}) as member,
      (select id from invitations where organization_id = (select id from acme) and status = 'PENDING'
        and expires_at > now() order by created_at limit 1) as invitation,
      (select n.id from notifications n join users u on u.id = user_id
        where organization_id = (select id from acme) and u.email = ${owner!.email} and in_app
        order by n.created_at desc limit 1) as notification,
      (select id from api_keys where organization_id = (select id from acme) and revoked_at is null
        order by created_at desc limit 1) as "apiKey",
      (select id from webhook_endpoints where organization_id = (select id from acme) and disabled_at is null
        order by created_at limit 1) as endpoint,
      (select id from webhook_endpoints where organization_id = (select id from acme)
        order by disabled_at limit 1) as "pausedEndpoint",
      (select id from webhook_deliveries where organization_id = (select id from acme)
        order by state = 'FAILED' desc, created_at desc limit 1) as delivery`.execute(db);
  const now = new Date();
  const found = Object.entries(rows[0] ?? {}).flatMap(([name, id]) =>
    id === null ? [] : [[name, id] as const],
  );
  return new Map([
    ...found,
    ['now', now.toISOString()],
    ['past', new Date(now.getTime() - 90 * 86_400_000).toISOString()],
    ['month', now.toISOString().slice(0, 7)],
  ]);
}

const firstProject = sql`
  select id from projects where organization_id = (select id from acme) and archived_at is null
  order by created_at limit 1`;
