import { sql } from 'kysely';
import type { NotificationKind, Role } from '../../generated/enums.ts';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { publishTo } from '../../events/publish.ts';
import { enqueueJobs } from '../../jobs/enqueue.ts';
import { notificationMailJob } from './jobs.ts';
import { defaults } from './preferences.ts';
import type { Subject } from './subject.ts';

/** A notification to create, once for each `happening`: a job that runs again creates no second one. */
export interface NewNotification extends Subject {
  userId: string;
  happening: string;
}

/** The kinds whose mail has a job of its own. */
const mailedElsewhere = new Set<NotificationKind>(['MEMBER_ADDED']);

/** The maximum number of mails about tasks that one member causes in an hour. */
const MAX_MAILS = 1000;
/** The maximum number of them to one recipient. */
const MAX_MAILS_EACH = 30;

/**
 * Notifies members in the app, immediately and by mail, by their preferences, in the job's transaction. Only for jobs.
 * Skips the actor, former members and inactive accounts. Enqueues one mail for each recipient and call. `causedBy` is the
 * member whose mails about tasks are limited.
 */
export async function notify(
  tenant: TenantDb,
  wanted: NewNotification[],
  causedBy?: string | null,
): Promise<void> {
  const { db } = tenant;
  const others = wanted.filter(({ userId, actorId }) => userId !== actorId);
  const created = await insertNotifications(tenant, others);
  const told = causedBy ? await limitMails(tenant, created, causedBy) : created;
  const publications = told
    .filter(({ inApp }) => inApp)
    .map(({ id, userId }) => ({ topic: `notification:${userId}` as const, id }));
  await publishTo(db, publications);
  await enqueueJobs(db, notificationMailJob, mails(others, told));
}

/** Notifies the organization's members with one of these roles, by one mail of all subjects. @see notify */
export async function notifyByRole(
  tenant: TenantDb,
  roles: Role[],
  ...subjects: (Subject & { happening: string })[]
): Promise<void> {
  const { db, scope } = tenant;
  const members = await db
    .selectFrom('memberships')
    .select('user_id as userId')
    .where('organization_id', '=', scope.id)
    .where('role', '=', anyOf(roles))
    .execute();
  await notify(
    tenant,
    members.flatMap(({ userId }) => subjects.map((subject) => ({ ...subject, userId }))),
  );
}

interface NotificationResult {
  id: string;
  userId: string;
  happening: string;
  inApp: boolean;
  byEmail: boolean;
}

async function insertNotifications(
  { db, scope }: TenantDb,
  wanted: NewNotification[],
): Promise<NotificationResult[]> {
  if (wanted.length === 0) return [];
  const rows = wanted.map(({ userId, kind, happening, actorId, taskId, commentId, details }) => ({
    user_id: userId,
    kind,
    happening,
    actor_id: actorId,
    task_id: taskId,
    comment_id: commentId,
    details,
    in_app: defaults[kind].inApp,
    by_email: defaults[kind].email,
  }));
  const { rows: told } = await sql<NotificationResult>`
    select id, user_id as "userId", happening, in_app as "inApp", by_email as "byEmail"
    from app.notify(${scope.id}::uuid, ${JSON.stringify(rows)}::jsonb)`.execute(db);
  return told;
}

/**
 * Counts the mails about tasks. A notification whose mail exceeds the limit is listed instead, whatever its recipient's
 * preference.
 *
 * Security: a member could flood others with mails, by comments that mention teams and are deleted and written anew, and use
 * up the allowance of their mailboxes, so that other mails are dropped.
 */
async function limitMails(
  { db }: TenantDb,
  told: NotificationResult[],
  causedBy: string,
): Promise<NotificationResult[]> {
  const mailed = told.filter(({ byEmail }) => byEmail).map(({ id }) => id);
  if (mailed.length === 0) return told;
  const { rows } = await sql<{ id: string }>`
    select id from app.limit_mails(${causedBy}::uuid, ${mailed}::uuid[], ${MAX_MAILS}::integer,
      ${MAX_MAILS_EACH}::integer) as id`.execute(db);
  const unmailed = new Set(rows.map(({ id }) => id));
  return told.map((each) => (unmailed.has(each.id) ? { ...each, inApp: true, byEmail: false } : each));
}

/** Groups the created notifications into one mail for each recipient. */
function mails(
  wanted: NewNotification[],
  told: NotificationResult[],
): { userId: string; subjects: Subject[] }[] {
  const mailed = new Set(
    told.filter(({ byEmail }) => byEmail).map(({ userId, happening }) => `${userId} ${happening}`),
  );
  const subjects = wanted.filter(
    ({ userId, happening, kind }) => mailed.delete(`${userId} ${happening}`) && !mailedElsewhere.has(kind),
  );
  const byUser = Map.groupBy(subjects, ({ userId }) => userId);
  return [...byUser].map(([userId, theirs]) => ({
    userId,
    subjects: theirs.map(({ userId: _userId, happening: _happening, ...subject }) => subject),
  }));
}
