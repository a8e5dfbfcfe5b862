import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { NotificationKind } from '../../generated/graphql.ts';
import { letter } from '../../letter.ts';
import { findCommentsByIds } from '../comment/queries.ts';
import type { Events } from '../event/catalogue.ts';
import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { findTasksByIds } from '../task/queries.ts';
import { findFellowMembers } from '../user/queries.ts';
import { findRecipients } from '../user/recipients.ts';
import type { Subject } from './notify.ts';
import { unsubscribeUrl } from './unsubscribe.ts';

/** The rest is counted. */
const MOST_LISTED = 20;

/** In UTF-16 code units: of a comment, the rest is read where the mail leads. */
const MOST_QUOTED = 500;

const characters = new Intl.Segmenter();

/** One mail of all that a member was told of at once; of what is still there, if they still are. */
export async function sendNotificationMail(
  { db, scope, mailer, appUrl, apiUrl }: TenantJobContext,
  { userId, subjects }: TenantJobs['send-notification-mail'],
): Promise<void> {
  const [names, [recipient]] = await Promise.all([
    findNames(db, scope, subjects),
    findRecipients(db, scope, { userIds: [userId] }),
  ]);
  const listed = subjects
    .filter(({ taskId }) => !taskId || names.tasks.has(taskId))
    .filter(({ commentId }) => !commentId || names.comments.has(commentId))
    .map((subject) => ({
      text: sentence(subject, names),
      quote: subject.commentId ? excerpt(names.comments.get(subject.commentId)!.body) : undefined,
      link: subject.taskId ? `${appUrl}/tasks/${subject.taskId}` : appUrl,
    }));
  if (!recipient || listed.length === 0) return;
  const url = await unsubscribeUrl(db, scope, userId, apiUrl);
  const more = listed.length - MOST_LISTED;
  await mailer.send({
    kind: 'NOTIFICATION',
    to: recipient.email,
    subject: `[${names.organization}] ${
      listed.length === 1 ? listed[0]!.text : `${listed.length} notifications`
    }`,
    ...letter(
      [
        `Hello ${recipient.fullName},`,
        `this happened in ${names.organization}:`,
        { list: listed.slice(0, MOST_LISTED) },
        ...(more > 0 ? [`and ${more} more.`] : []),
      ],
      [
        `You get this as a member of ${names.organization}. Choose what is mailed to you in your preferences, or end these mails:`,
        { link: url, label: 'Unsubscribe' },
      ],
    ),
    headers: {
      'List-Unsubscribe': `<${url}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  });
}

/** The beginning of a text, cut between what readers see as characters. */
export function excerpt(body: string): string {
  // Marks on one letter have no limit: what is seen as one character can be longer than all that is quoted.
  const end = characters.segment(body).containing(MOST_QUOTED)?.index;
  if (end === undefined) return body;
  return `${body
    .slice(0, end || MOST_QUOTED)
    .toWellFormed()
    .trimEnd()} …`;
}

type Names = Awaited<ReturnType<typeof findNames>>;

async function findNames(db: Kysely<DB>, scope: OrgScope, subjects: Subject[]) {
  const ids = (key: 'actorId' | 'taskId' | 'commentId') => [
    ...new Set(subjects.map((subject) => subject[key]).filter((id) => id != null)),
  ];
  const [users, tasks, comments, [organization]] = await Promise.all([
    findFellowMembers(db, scope, ids('actorId')),
    findTasksByIds(db, scope, ids('taskId')),
    findCommentsByIds(db, scope, ids('commentId')),
    findOrganizationsByIds(db, [scope.id]),
  ]);
  return {
    users: new Map(users.map((user) => [user.id, user])),
    tasks: new Map(tasks.map((task) => [task.id, task])),
    comments: new Map(comments.map((comment) => [comment.id, comment])),
    organization: organization?.name ?? '',
  };
}

type Details = { role?: string; status?: string } | null | undefined;

function sentence(
  { kind, actorId, taskId, details }: Subject,
  { users, tasks, organization }: Names,
): string {
  const who = (actorId && users.get(actorId)?.fullName) || 'Somebody';
  const task = `"${(taskId && tasks.get(taskId)?.title) ?? ''}"`;
  const { role, status, ...alert } = (details as Details) ?? {};
  const sentences: Record<NotificationKind, string> = {
    TASK_ASSIGNED: `${who} assigned ${task} to you`,
    TASK_COMMENTED: `${who} commented on ${task}`,
    MENTIONED: `${who} mentioned you in a comment on ${task}`,
    TASK_STATUS_CHANGED: `${who} set ${task} to ${status}`,
    TASK_CREATED: `${who} created ${task}`,
    MEMBER_ADDED: `${who} added you to ${organization}`,
    ROLE_UPDATED: `${who} made you ${role}`,
    USAGE_ALERT: usageAlert(organization, alert as Events['usage.threshold_reached']),
    SECRET_ROTATION_ADVISED: `Rotate the signing secrets of ${organization}'s webhook endpoints that were shown to somebody who may no longer see them`,
  };
  return sentences[kind];
}

const usageAlert = (
  organization: string,
  { meter, percent, used, limit, month }: Events['usage.threshold_reached'],
) => `${organization} has used ${percent} % of ${meter} in ${month}: ${used} of ${limit}`;
