import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type PageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { AuditEventFilter, AuditEventOrder, AuditEventOrderField } from '../../generated/graphql.ts';

export interface AuditEventRow {
  id: string;
  actorId: string | null;
  apiKeyId: string | null;
  action: string;
  targetType: string;
  targetId: string | null;
  before: unknown;
  after: unknown;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  createdAt: string;
}

export type AuditEventPage = Page<AuditEventRow>;

const filterColumns: FilterColumns = {
  actorId: { column: 'actor_id', type: 'uuid' },
  apiKeyId: { column: 'api_key_id', type: 'uuid' },
  action: { column: 'action', type: 'text' },
  targetType: { column: 'target_type', type: 'text' },
  targetId: { column: 'target_id', type: 'uuid' },
  requestId: { column: 'request_id', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<AuditEventOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
};

function matchingEvents(db: Kysely<DB>, scope: OrgScope, filter: AuditEventFilter | null | undefined) {
  return db
    .selectFrom('audit_events')
    .select([
      'audit_events.id',
      'audit_events.actor_id as actorId',
      'audit_events.api_key_id as apiKeyId',
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
    .where('audit_events.organization_id', '=', scope.id)
    .where(filterCondition(filter, filterColumns, 'audit_events'));
}

export function listAuditEvents(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & { filter?: AuditEventFilter | null; orderBy?: AuditEventOrder | null },
): Promise<AuditEventPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'audit_events');
  return fetchPage(matchingEvents(db, scope, args.filter), page, 'audit_events');
}

export const findAuditEventsByIds = (
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<AuditEventRow[]> =>
  matchingEvents(db, scope, undefined)
    .where('audit_events.id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .execute();

/** The oldest `size` events after the cursor, which is one of a list sorted by CREATED_AT ASC. */
export async function exportAuditEvents(
  db: Kysely<DB>,
  scope: OrgScope,
  { filter, after, size }: { filter?: AuditEventFilter | null; after?: string | null; size: number },
): Promise<AuditEventPage> {
  const oldestFirst = { field: 'CREATED_AT', direction: 'ASC' } as const;
  const page: PageRequest = { ...pageRequest(sortKeys, oldestFirst, { after }, 'audit_events'), size };
  return fetchPage(matchingEvents(db, scope, filter), page, 'audit_events');
}
