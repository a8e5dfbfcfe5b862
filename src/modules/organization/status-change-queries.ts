import { type Kysely, sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList } from '../../database/define-list.ts';
import type { PageArgs } from '../../database/page-request.ts';
import type { DB } from '../../generated/database.ts';
import type { OrganizationStatus } from '../../generated/enums.ts';
import type { OrganizationStatusChangePage } from './rows.ts';
import type { RequestInfo } from '../../core/request.ts';

const GRACE = '30 days';

export interface StatusChange {
  change: 'suspend' | 'reinstate' | 'archive' | 'restore' | 'delete';
  reason?: string;
  until?: string | null;
}

/** NOT_FOUND: the user is not an owner. FORBIDDEN: only the platform can end its suspension. */
type StatusChangeOutcome = 'CHANGED' | 'UNCHANGED' | 'NOT_FOUND' | 'FORBIDDEN';

/** Changes the status as the user of `app.user_id`, with its history and audit event. Locks the organization. */
export async function changeStatus(
  db: Kysely<DB>,
  organizationId: string,
  { change, reason, until }: StatusChange,
  { ipAddress, userAgent, requestId }: Pick<RequestInfo, 'ipAddress' | 'userAgent' | 'requestId'>,
): Promise<StatusChangeOutcome> {
  const { rows } = await sql<{ outcome: StatusChangeOutcome }>`
    select app.change_organization_status(${organizationId}, ${change}, ${reason ?? null}, ${until ?? null},
      ${GRACE}, ${ipAddress}, ${userAgent ?? null}, ${requestId}) as outcome`.execute(db);
  return rows[0]!.outcome;
}

const statusChanges = defineList<{ field: 'CREATED_AT' }>({
  table: 'c',
  sorts: { CREATED_AT: 'timestamptz' },
});

export function listOrganizationStatusChanges(
  { db, scope }: TenantDb,
  args: PageArgs,
): Promise<OrganizationStatusChangePage> {
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
  return statusChanges.page(changes, args);
}
