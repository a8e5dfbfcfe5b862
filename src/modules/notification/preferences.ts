import { sql } from 'kysely';
import type { NotificationKind } from '../../generated/enums.ts';
import type { NotificationPreferenceRow } from './rows.ts';
import type { TenantDb } from '../../database/tenant-db.ts';

/**
 * The preferences of members who have not chosen. Frequent kinds, such as a change of status or a new task, send no
 * mail by default.
 */
export const defaults: Record<NotificationKind, Omit<NotificationPreferenceRow, 'kind'>> = {
  TASK_ASSIGNED: { inApp: true, email: true },
  TASK_COMMENTED: { inApp: true, email: true },
  MENTIONED: { inApp: true, email: true },
  TASK_STATUS_CHANGED: { inApp: true, email: false },
  TASK_CREATED: { inApp: true, email: false },
  MEMBER_ADDED: { inApp: true, email: true },
  ROLE_UPDATED: { inApp: true, email: true },
  USAGE_ALERT: { inApp: true, email: true },
  CREDIT_ALERT: { inApp: true, email: true },
  PLAN_ALERT: { inApp: true, email: true },
  SECRET_ROTATION_ADVISED: { inApp: true, email: true },
  SERVICE_ACCOUNT_ALERT: { inApp: true, email: true },
};

export const kinds = Object.keys(defaults) as NotificationKind[];

/** Returns the member's preferences, one for each kind. */
export async function listPreferences(
  { db, scope }: TenantDb,
  userId: string,
): Promise<NotificationPreferenceRow[]> {
  const chosen = await db
    .selectFrom('notification_preferences')
    .select(['kind', 'in_app as inApp', 'by_email as email'])
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .execute();
  return kinds.map((kind) => {
    const own = chosen.find((each) => each.kind === kind);
    return {
      kind,
      inApp: own?.inApp ?? defaults[kind].inApp,
      email: own?.email ?? defaults[kind].email,
    };
  });
}

export interface PreferenceChange {
  kind: NotificationKind;
  inApp?: boolean | null;
  email?: boolean | null;
}

/** Saves the named preferences. Rows that would not change are not written. */
export async function savePreferences(
  { db, scope }: TenantDb,
  userId: string,
  changes: PreferenceChange[],
): Promise<void> {
  await sql`
    insert into notification_preferences as p (organization_id, user_id, kind, in_app, by_email)
    select ${scope.id}::uuid, ${userId}::uuid, kind, "inApp", email
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as change (kind text, "inApp" boolean, email boolean)
    where "inApp" is not null or email is not null
    order by kind
    on conflict (organization_id, user_id, kind) do update set
      in_app = coalesce(excluded.in_app, p.in_app), by_email = coalesce(excluded.by_email, p.by_email)
      where excluded.in_app <> p.in_app or excluded.by_email <> p.by_email
        or p.in_app is null and excluded.in_app is not null or p.by_email is null and excluded.by_email is not null`.execute(
    db,
  );
}
