import { isDeepStrictEqual } from 'node:util';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { RequestInfo } from '../../core/request.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { DB } from '../../generated/database.ts';

/** An event in an organization. `before` and `after` hold the changed fields, never secrets or names. */
export interface AuditEvent {
  /** `<entity>.<past participle>`, for example `member.role_updated`. */
  action: string;
  targetType: string;
  targetId: string;
  /** The project that the target hangs on: who does not see it is not shown the event. Projects need none. */
  projectId?: string;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

/** The actor and origin of an event; empty for actions of the system itself. */
export interface Cause {
  actorId?: string | null;
  apiKeyId?: string | undefined;
  /** Otherwise the administrator of the request's transaction. */
  impersonatorId?: string;
  request?: Partial<Pick<RequestInfo, 'ipAddress' | 'userAgent' | 'requestId'>>;
}

/**
 * Writes an event to the selected organization's audit log, in the request's transaction. Writes nothing when `before`
 * equals `after`.
 */
export async function recordAudit(context: Context, event: AuditEvent): Promise<void> {
  if (event.before && isDeepStrictEqual(event.before, event.after)) return;
  await insertAuditEvent(context.db, context.scope.id, event, context);
}

/** Writes an event to an organization's audit log, in the transaction of `db`. */
export async function insertAuditEvent(
  db: Kysely<DB>,
  organizationId: string,
  event: Omit<AuditEvent, 'targetId'> & { targetId?: string },
  { actorId, apiKeyId, impersonatorId, request }: Cause = {},
): Promise<void> {
  await db
    .insertInto('audit_events')
    .values({
      organization_id: organizationId,
      actor_id: actorId,
      api_key_id: apiKeyId,
      ...(impersonatorId && { impersonator_id: impersonatorId }),
      action: event.action,
      target_type: event.targetType,
      target_id: event.targetId,
      project_id: event.projectId,
      before: json(event.before),
      after: json(event.after),
      ip_address: request?.ipAddress,
      user_agent: request?.userAgent,
      request_id: request?.requestId,
    })
    .execute();
}

/**
 * The statement that writes an event for each row of a query, as part of one that changes rows of several organizations.
 * `rows` selects organization, action, target's type and id, before, after, and the request's id.
 */
export const insertAuditEventsFrom = (rows: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  insert into audit_events (organization_id, action, target_type, target_id, before, after, request_id) ${rows}`;

/** Records that a job of an archived organization was dropped. */
export const recordDroppedJob = ({ db, scope }: TenantDb, job: string): Promise<void> =>
  insertAuditEvent(db, scope.id, {
    action: 'job.dropped',
    targetType: 'Job',
    after: { job, reason: 'ARCHIVED' },
  });

const json = (value: Record<string, unknown> | null | undefined) =>
  value ? sql<string>`${JSON.stringify(value)}::jsonb` : null;

/** Returns the fields that differ between two states, before and after. */
export function changes<Row extends object>(before: Row, after: Row, ...fields: (keyof Row & string)[]) {
  const changed = fields.filter((field) => before[field] !== after[field]);
  const pick = (row: Row) => Object.fromEntries(changed.map((field) => [field, row[field]]));
  return { before: pick(before), after: pick(after) };
}
