import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { AuditEventFilter, AuditEventOrder } from '../../generated/graphql.ts';
import type { AuditEventPage, AuditEventRow } from './rows.ts';

const events = defineList<AuditEventOrder, AuditEventFilter>({
  table: 'audit_events',
  sorts: { CREATED_AT: 'timestamptz' },
  filters: {
    actorId: 'uuid',
    apiKeyId: 'uuid',
    action: 'text',
    targetType: 'text',
    targetId: 'uuid',
    requestId: 'text',
    createdAt: 'timestamptz',
  },
});

const ofTenant = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('audit_events')
    .select([
      'audit_events.id',
      'audit_events.actor_id as actorId',
      'audit_events.api_key_id as apiKeyId',
      'audit_events.impersonator_id as impersonatorId',
      'audit_events.action',
      'audit_events.target_type as targetType',
      'audit_events.target_id as targetId',
      'audit_events.before',
      'audit_events.after',
      'audit_events.ip_address as ipAddress',
      'audit_events.user_agent as userAgent',
      'audit_events.request_id as requestId',
      'audit_events.created_at as createdAt',
    ])
    .where('audit_events.organization_id', '=', scope.id);

export const listAuditEvents = (
  tenant: TenantDb,
  args: ListArgs<AuditEventOrder, AuditEventFilter>,
): Promise<AuditEventPage> => events.page(ofTenant(tenant), args);

export const findAuditEventsByIds = (tenant: TenantDb, ids: readonly string[]): Promise<AuditEventRow[]> =>
  ofTenant(tenant).where('audit_events.id', '=', anyOf(ids)).execute();

/** Returns the oldest `size` events after the cursor, which must come from a list sorted by CREATED_AT ASC. */
export function exportAuditEvents(
  tenant: TenantDb,
  { filter, after, size }: { filter?: AuditEventFilter | null; after?: string | null; size: number },
): Promise<AuditEventPage> {
  const oldestFirst = { field: 'CREATED_AT', direction: 'ASC' } as const;
  return events.page(ofTenant(tenant), { filter, after, orderBy: oldestFirst }, size);
}
