import { sql } from 'kysely';
import { toCount } from '../../database/count.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { SystemDb } from '../../database/system.ts';
import type { OrganizationStatus, SuspensionAuthority } from '../../generated/enums.ts';
import type { OrganizationOverviewFilter, OrganizationOverviewOrder } from '../../generated/graphql.ts';
import type { OrganizationOverviewPage, OrganizationUseRow } from './rows.ts';

/** Queries over all organizations, for platform administrators. */

const status = sql<OrganizationStatus>`app.effective_status(organizations.status, organizations.suspended_until)`;

const organizations = defineList<OrganizationOverviewOrder, OrganizationOverviewFilter>({
  table: 'organizations',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    NAME: { column: 'name_key', type: 'text' },
  },
  filters: {
    organizationId: { column: 'id', type: 'uuid' },
    name: { column: 'name', type: 'text', key: 'name_key' },
    slug: 'text',
    status: { column: 'status', type: 'text', expression: status },
    planCode: { column: 'plan_code', type: 'text' },
    createdAt: 'timestamptz',
  },
});

/** Returns a page of all organizations. */
export function listAllOrganizations(
  db: SystemDb,
  args: ListArgs<OrganizationOverviewOrder, OrganizationOverviewFilter>,
): Promise<OrganizationOverviewPage> {
  const all = db
    .selectFrom('organizations')
    .select((eb) => [
      'organizations.id',
      'organizations.id as organizationId',
      'organizations.name',
      'organizations.slug',
      status.as('status'),
      eb
        .case()
        .when(status, '=', 'SUSPENDED')
        .then(eb.ref('organizations.suspended_by').$castTo<SuspensionAuthority | null>())
        .end()
        .as('suspendedBy'),
      'organizations.deletes_at as deletesAt',
      'organizations.plan_code as planCode',
      'organizations.plan_version as planVersion',
      'organizations.created_at as createdAt',
      'organizations.updated_at as updatedAt',
    ]);
  return organizations.page(all, args);
}

/** Rows of a table are counted up to this number, so that a page of large organizations reads a bounded number of them. */
const MAX_COUNTED = 10_000;

const countUpTo = (table: 'memberships' | 'projects' | 'tasks', condition = sql`true`) =>
  sql`(select count(*) from (select 1 from ${sql.table(table)} as counted
    where counted.organization_id = asked.id and ${condition} limit ${sql.lit(MAX_COUNTED)}) as bounded)::integer`;

/** Returns how much each of the organizations uses, by id. */
export async function countUse(
  db: SystemDb,
  ids: readonly string[],
): Promise<Map<string, OrganizationUseRow>> {
  const { rows } = await sql<Omit<OrganizationUseRow, 'apiRequests'> & { id: string; apiRequests: string }>`
    select asked.id, ${countUpTo('memberships', sql`counted.kind = 'PERSON'`)} as members, ${countUpTo('projects')} as projects,
      ${countUpTo('tasks')} as tasks, coalesce(requests.used, 0) as "apiRequests"
    from unnest(${ids}::uuid[]) as asked(id)
      left join api_request_counts as requests on requests.organization_id = asked.id
        and requests.month = date_trunc('month', now() at time zone 'UTC')::date`.execute(db);
  return new Map(
    rows.map(({ id, apiRequests, ...use }) => [id, { ...use, apiRequests: toCount(apiRequests) }]),
  );
}
