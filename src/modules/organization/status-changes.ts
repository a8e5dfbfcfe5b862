import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Incoming } from '../../context.ts';
import { type PageArgs, pageRequest } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { OrganizationStatus } from '../../generated/graphql.ts';

const GRACE = '30 days';

export interface StatusChange {
  change: 'suspend' | 'reinstate' | 'archive' | 'restore' | 'delete';
  reason?: string;
  until?: string | null;
}

/** NOT_FOUND for whoever is no owner (any more), FORBIDDEN for lifting the platform's suspension. */
type StatusChangeOutcome = 'CHANGED' | 'UNCHANGED' | 'NOT_FOUND' | 'FORBIDDEN';

/** Changes the status as the user whom `app.user_id` names, with its history and audit event. Locks the organization. */
export async function changeStatus(
  db: Kysely<DB>,
  organizationId: string,
  { change, reason, until }: StatusChange,
  { ipAddress, userAgent, requestId }: Pick<Incoming, 'ipAddress' | 'userAgent' | 'requestId'>,
): Promise<StatusChangeOutcome> {
  const { rows } = await sql<{ outcome: StatusChangeOutcome }>`
    select app.change_organization_status(${organizationId}, ${change}, ${reason ?? null}, ${until ?? null},
      ${GRACE}, ${ipAddress}, ${userAgent ?? null}, ${requestId}) as outcome`.execute(db);
  return rows[0]!.outcome;
}

export interface OrganizationStatusChangeRow {
  id: string;
  status: OrganizationStatus;
  reason: string | null;
  until: string | null;
  changedById: string | null;
  createdAt: string;
}

export type OrganizationStatusChangePage = Page<OrganizationStatusChangeRow>;

export function listOrganizationStatusChanges(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs,
): Promise<OrganizationStatusChangePage> {
  const page = pageRequest(
    { CREATED_AT: { column: 'created_at', type: 'timestamptz' } },
    undefined,
    args,
    'c',
  );
  const changes = db
    .selectFrom('organization_status_changes as c')
    .select((eb) => [
      'c.id',
      eb.ref('c.status').$castTo<OrganizationStatus>().as('status'),
      'c.reason',
      'c.until',
      'c.changed_by_id as changedById',
      'c.created_at as createdAt',
    ])
    .where('c.organization_id', '=', scope.id);
  return fetchPage(changes, page, 'c');
}
