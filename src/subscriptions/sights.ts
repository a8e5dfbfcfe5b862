import { sql } from 'kysely';
import type { CallerAccess } from '../core/access.ts';
import type { Services } from '../core/services.ts';
import { anyOf } from '../database/any-of.ts';
import { asTenant } from '../jobs/run-as-tenant.ts';

/** By member, a text that is the same for those who were given the same projects, by themselves or by teams. */
export type Sights = ReadonlyMap<string, string>;

/** Reads the sights of the callers of one organization who do not see all projects, in one statement. */
export async function findSights(services: Services, callers: readonly CallerAccess[]): Promise<Sights> {
  const members = new Set(callers.flatMap(({ sightOf, isGuest }) => (sightOf && !isGuest ? [sightOf] : [])));
  const organizationId = callers.find(({ membership }) => membership)?.membership?.organizationId;
  if (members.size === 0 || !organizationId) return new Map();
  const { rows } = await asTenant(services, organizationId, ({ db }) =>
    sql<{ member: string; projects: string }>`
      select user_id as member, string_agg(distinct project_id::text, ' ' order by project_id::text) as projects
      from app.project_grants where user_id = ${anyOf([...members])} group by user_id`.execute(db),
  );
  const given = new Map(rows.map(({ member, projects }) => [member, projects]));
  return new Map([...members].map((member) => [member, given.get(member) ?? '']));
}
