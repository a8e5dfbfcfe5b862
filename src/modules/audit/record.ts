import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';

/** Something that happened in an organization. `before` and `after` hold the changed fields, never secrets or names. */
export interface AuditEvent {
  /** `<thing>.<past participle>`, for example `member.role_updated`. */
  action: string;
  targetType: string;
  targetId: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Writes an event to the selected organization's audit log, in the request's transaction, unless it changed nothing. */
export async function recordAudit(context: Context, event: AuditEvent): Promise<void> {
  if (event.before && isDeepStrictEqual(event.before, event.after)) return;
  const { ipAddress, userAgent, requestId } = context.request;
  await context.db
    .insertInto('audit_events')
    .values({
      organization_id: context.scope.id,
      actor_id: context.actorId,
      api_key_id: context.apiKeyId,
      action: event.action,
      target_type: event.targetType,
      target_id: event.targetId,
      before: json(event.before),
      after: json(event.after),
      ip_address: ipAddress,
      user_agent: userAgent,
      request_id: requestId,
    })
    .execute();
}

const json = (value: Record<string, unknown> | undefined) =>
  value ? sql<string>`${JSON.stringify(value)}::jsonb` : null;

/** The fields in which two states of a thing differ, as they were and as they are. */
export function changes<Row extends object>(before: Row, after: Row, ...fields: (keyof Row & string)[]) {
  const changed = fields.filter((field) => before[field] !== after[field]);
  const pick = (row: Row) => Object.fromEntries(changed.map((field) => [field, row[field]]));
  return { before: pick(before), after: pick(after) };
}
