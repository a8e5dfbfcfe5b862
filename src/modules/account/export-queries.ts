import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { eventsOf } from '../account-event/queries.ts';
import { before, type ExportedRow, type List, newest } from './export-list.ts';
import { listsOfOrganizations } from './export-organization-queries.ts';

const sessions: List = async (db, userId, from, limit) => {
  const found = await sql<ExportedRow>`
    select s.id, s.user_agent as "userAgent", s.ip_address as "ipAddress", s.created_at as "createdAt",
      s.last_used_at as "lastUsedAt"
    from sessions s where s.user_id = ${userId} and s.revoked_at is null and s.expires_at > now()
      and ${before('s', from)} ${newest('s', limit)}`.execute(db);
  return found.rows;
};

/** Leaves out, as the account's log does, what somebody else requested before the holder took the account over. */
const addressChanges: List = async (db, userId, from, limit) => {
  const found = await sql<ExportedRow>`
    select c.id, c.old_email as "oldEmail", c.new_email as "newEmail", c.requested_at as "createdAt",
      c.confirmed_at as "confirmedAt", c.undone_at as "undoneAt"
    from email_changes c where c.user_id = ${userId} and ${before('c', from, 'requested_at')}
      and c.requested_at >= coalesce((select max(r.created_at) from account_events r
        where r.user_id = ${userId} and r.action = 'account.reclaimed'), '-infinity')
    ${newest('c', limit, 'requested_at')}`.execute(db);
  return found.rows;
};

const statusChanges: List = async (db, userId, from, limit) => {
  const found = await sql<ExportedRow>`
    select c.id, c.status, c.reason, c.until as "endsAt", c.created_at as "createdAt"
    from user_status_changes c where c.user_id = ${userId} and ${before('c', from)} ${newest('c', limit)}`.execute(
    db,
  );
  return found.rows;
};

const accountEvents: List = (db, userId, from, limit) =>
  eventsOf(db, userId)
    .where(before('e', from))
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute();

export const exportedLists = {
  sessions,
  addressChanges,
  statusChanges,
  accountEvents,
  ...listsOfOrganizations,
} satisfies Record<string, List>;

/** What is no list. Contains of the second factor only its kind, and of networks those that are remembered. */
export async function findExportedProfile(db: SystemDb, userId: string): Promise<object> {
  const { rows } = await sql<object>`
    select u.id, coalesce(u.email, u.claimed_email) as email, u.email_verified_at as "emailVerifiedAt",
      u.full_name as "fullName", u.bio, u.avatar_url as "avatarUrl", u.platform_admin as "platformAdmin",
      app.effective_status(u.status, u.status_until) as status, u.password_changed_at as "passwordChangedAt",
      u.created_at as "createdAt", u.updated_at as "updatedAt",
      case when u.totp_enabled_at is null then '[]'::json else '["TOTP", "RECOVERY_CODES"]'::json end as "secondFactors",
      (select coalesce(json_agg(n.network order by n.network), '[]') from sign_in_networks n
        where n.user_id = u.id) as networks
    from users u where u.id = ${userId}`.execute(db);
  return rows[0]!;
}

/** Returns how many exports the account began, and how many further parts it got, within the last day. */
export async function countRecentExports(
  db: SystemDb,
  userId: string,
): Promise<{ exports: number; parts: number }> {
  const { rows } = await sql<{ exports: number; parts: number }>`
    select count(*) filter (where action = 'account.exported')::int as exports,
      count(*) filter (where action = 'account.export_continued')::int as parts
    from account_events where user_id = ${userId} and created_at > now() - interval '24 hours'`.execute(db);
  return rows[0]!;
}
