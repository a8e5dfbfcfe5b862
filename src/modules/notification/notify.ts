import { type Kysely, sql } from 'kysely';
import type { DB } from '../../generated/database.ts';
import type { OrgScope } from '../../authorization/scope.ts';
import type { NotificationKind, Role } from '../../generated/graphql.ts';
import { publishTo } from '../event/publish.ts';
import { enqueueJobs } from '../job/enqueue.ts';
import { defaults } from './preferences.ts';

/** What a notification tells of. */
export interface Subject {
  kind: NotificationKind;
  actorId?: string | null;
  taskId?: string | null;
  commentId?: string | null;
  details?: unknown;
}

/** Somebody to be told of something, once for each `happening`: the same word from a job that runs again says nothing. */
export interface Wanted extends Subject {
  userId: string;
  happening: string;
}

/** The kinds whose mail is a job of its own. */
const mailedElsewhere = new Set<NotificationKind>(['MEMBER_ADDED']);

/**
 * Tells members in the app, at once and by mail, each as they prefer, in the job's transaction: for jobs alone. Nobody
 * is told of their own doing, nor who left or whose account is not active. One mail for each recipient and call.
 */
export async function notify(db: Kysely<DB>, scope: OrgScope, wanted: Wanted[]): Promise<void> {
  const others = wanted.filter(({ userId, actorId }) => userId !== actorId);
  const told = await insertNotifications(db, scope, others);
  const publications = told
    .filter(({ inApp }) => inApp)
    .map(({ id, userId }) => ({ topic: `notification:${userId}` as const, id }));
  await publishTo(db, publications);
  await enqueueJobs(db, 'send-notification-mail', mails(others, told));
}

/** Notifies the organization's members with one of these roles. @see notify */
export async function notifyByRole(
  db: Kysely<DB>,
  scope: OrgScope,
  roles: Role[],
  subject: Subject & { happening: string },
): Promise<void> {
  const members = await db
    .selectFrom('memberships')
    .select('user_id as userId')
    .where('organization_id', '=', scope.id)
    .where('role', '=', (eb) => eb.fn.any(eb.val(roles)))
    .execute();
  await notify(
    db,
    scope,
    members.map(({ userId }) => ({ ...subject, userId })),
  );
}

interface Told {
  id: string;
  userId: string;
  happening: string;
  inApp: boolean;
  byEmail: boolean;
}

async function insertNotifications(db: Kysely<DB>, scope: OrgScope, wanted: Wanted[]): Promise<Told[]> {
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
  const { rows: told } = await sql<Told>`
    select id, user_id as "userId", happening, in_app as "inApp", by_email as "byEmail"
    from app.notify(${scope.id}::uuid, ${JSON.stringify(rows)}::jsonb)`.execute(db);
  return told;
}

/** One for each recipient, with all that they were told of. */
function mails(wanted: Wanted[], told: Told[]): { userId: string; subjects: Subject[] }[] {
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
