import { sql } from 'kysely';
import type { DemoStory } from './demo-story.ts';
import { DAY, iso } from './demo-time.ts';

/** Notifications that are this old have been read. */
const READ_AFTER = 5 * DAY;

/** Writes the collected entries of the audit log. */
export async function writeAudit({ db, organizationId, audit, members, idAt }: DemoStory): Promise<void> {
  const json = (value: object | undefined) => (value ? sql<string>`${JSON.stringify(value)}::jsonb` : null);
  const rows = audit
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, actorId, action, targetType, targetId, before, after }) => ({
      organization_id: organizationId,
      id: idAt(at),
      actor_id: actorId,
      action,
      target_type: targetType,
      target_id: targetId,
      before: json(before),
      after: json(after),
      // An address of the range for documentation.
      ip_address: `203.0.113.${10 + members.findIndex(({ userId }) => userId === actorId)}`,
      user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      request_id: idAt(at),
      created_at: iso(at),
    }));
  await db.insertInto('audit_events').values(rows).execute();
}

/** Writes the collected notifications, without those that people would have got about their own deeds. */
export async function writeNotifications({
  db,
  organizationId,
  notifications,
  now,
  idAt,
}: DemoStory): Promise<void> {
  const rows = notifications
    .filter(({ userId, actorId }) => userId !== actorId)
    .map(({ at, userId, actorId, kind, happening, taskId, commentId, details }) => {
      const readAt = now - at > READ_AFTER ? iso(at + DAY / 8) : null;
      return {
        organization_id: organizationId,
        id: idAt(at),
        user_id: userId,
        actor_id: actorId,
        kind,
        happening,
        task_id: taskId ?? null,
        comment_id: commentId ?? null,
        details: details ? sql<string>`${JSON.stringify(details)}::jsonb` : null,
        in_app: true,
        by_email: false,
        created_at: iso(at),
        updated_at: readAt ?? iso(at),
        read_at: readAt,
      };
    });
  await db.insertInto('notifications').values(rows).execute();
}
