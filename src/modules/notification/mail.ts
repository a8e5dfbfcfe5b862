import type { NotificationKind } from '../../generated/enums.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { renderMail } from '../../mail/render-mail.ts';
import { findCommentsByIds } from '../comment/queries.ts';
import type { Events } from '../../events/catalogue.ts';
import type { TenantJobContext } from '../../jobs/define-job.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { tasksSeenBy } from '../project/grant-queries.ts';
import { findTasksByIds } from '../task/queries.ts';
import { findFellowMembers } from '../user/queries.ts';
import { findRecipients } from '../user/recipient-queries.ts';
import type { Subject } from './subject.ts';
import { unsubscribeUrl } from './unsubscribe.ts';

/** The maximum number of listed notifications. The mail states how many more there are. */
const MAX_LISTED = 20;

/** The maximum length of a quoted comment, in UTF-16 code units. The mail links to the rest. */
const MAX_QUOTED = 500;

const characters = new Intl.Segmenter();

/** Sends one mail with all notifications of a call that still exist, if the recipient is still a member. */
export async function sendNotificationMail(
  { tenant, mailer, appUrl, apiUrl }: TenantJobContext,
  { userId, subjects }: { userId: string; subjects: Subject[] },
): Promise<void> {
  const [names, [recipient]] = await Promise.all([
    findNames(tenant, subjects, userId),
    findRecipients(tenant, { userIds: [userId] }),
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
  const url = await unsubscribeUrl(tenant, userId, apiUrl);
  const more = listed.length - MAX_LISTED;
  await mailer.send({
    kind: 'NOTIFICATION',
    to: recipient.email,
    subject: `[${names.organization}] ${
      listed.length === 1 ? listed[0]!.text : `${listed.length} notifications`
    }`,
    ...renderMail(
      [
        `Hello ${recipient.fullName},`,
        `this happened in ${names.organization}:`,
        { list: listed.slice(0, MAX_LISTED) },
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

/** Returns the beginning of a text, cut between graphemes. */
export function excerpt(body: string): string {
  // A letter can have any number of combining marks, so one grapheme can be longer than the limit.
  const end = characters.segment(body).containing(MAX_QUOTED)?.index;
  if (end === undefined) return body;
  return `${body
    .slice(0, end || MAX_QUOTED)
    .toWellFormed()
    .trimEnd()} …`;
}

type Names = Awaited<ReturnType<typeof findNames>>;

/** Security: a recipient may have lost a project while the mail was waiting. So its tasks are not among them. */
async function findNames(tenant: TenantDb, subjects: Subject[], userId: string) {
  const { db, scope } = tenant;
  const ids = (key: 'actorId' | 'taskId' | 'commentId') => [
    ...new Set(subjects.map((subject) => subject[key]).filter((id) => id != null)),
  ];
  const [users, tasks, seen, comments, [organization]] = await Promise.all([
    findFellowMembers(tenant, ids('actorId')),
    findTasksByIds(tenant, ids('taskId')),
    tasksSeenBy(tenant, userId, ids('taskId')),
    findCommentsByIds(tenant, ids('commentId')),
    findOrganizationsByIds(db, [scope.id]),
  ]);
  return {
    users: new Map(users.map((user) => [user.id, user])),
    tasks: new Map(tasks.filter(({ id }) => seen.has(id)).map((task) => [task.id, task])),
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
    PLAN_ALERT: planAlert(organization, alert as { event: string } & PlanDetails),
    CREDIT_ALERT: creditAlert(organization, alert as Events['credits.low']),
    SERVICE_ACCOUNT_ALERT: serviceAccountAlert(organization, alert as ServiceAccountDetails),
    SECRET_ROTATION_ADVISED: `Rotate the signing secrets of ${organization}'s webhook endpoints that were shown to somebody who may no longer see them`,
  };
  return sentences[kind];
}

const usageAlert = (
  organization: string,
  { meter, percent, used, limit, month }: Events['usage.threshold_reached'],
) => `${organization} has used ${percent} % of ${meter} in ${month}: ${used} of ${limit}`;

type PlanDetails = Partial<
  Events['plan.changed'] &
    Events['plan.change_refused'] &
    Events['plan.trial_ending'] &
    Pick<Events['plan.version_moved'], 'nextVersion'>
>;

function planAlert(
  organization: string,
  { event, plan, nextPlan, nextVersion, at, before, after, reasons, endsAt }: { event: string } & PlanDetails,
): string {
  const [day, end] = [at?.slice(0, 10), endsAt?.slice(0, 10)];
  const sentences: Record<string, string> = {
    'plan.changed': `${organization} has the plan ${after} in place of ${before}`,
    'plan.change_planned': `${organization} changes from the plan ${plan} to ${nextPlan} on ${day} (UTC)`,
    'plan.change_withdrawn': `${organization} no longer changes from the plan ${plan} to ${nextPlan} on ${day} (UTC)`,
    'plan.change_refused': `${organization} could not change to the plan ${nextPlan}. It is tried again each day. ${(reasons ?? []).join(' ')}`,
    'plan.trial_started': `${organization} tries the plan ${plan} until ${end} (UTC). Then it has the plan ${nextPlan}`,
    'plan.trial_ending': `The trial of the plan ${plan} of ${organization} ends on ${end} (UTC). Then it has the plan ${nextPlan}`,
    'plan.trial_ended': `The trial of the plan ${plan} of ${organization} has ended. It has the plan ${nextPlan} now`,
    'plan.version_moved': `${organization} has version ${nextVersion} of the plan ${nextPlan} since ${day} (UTC)`,
    'plan.version_move_scheduled': `${organization} gets version ${nextVersion} of the plan ${nextPlan} on ${day} (UTC)`,
    'plan.version_move_refused': `${organization} was not moved to version ${nextVersion} of the plan ${nextPlan}. ${(reasons ?? []).join(' ')}`,
  };
  return sentences[event] ?? `The plan of ${organization} changes`;
}

interface ServiceAccountDetails {
  event: string;
  name?: string;
  apiKeyName?: string;
  rollDueAt?: string;
  ipAddress?: string;
  accounts?: { name: string }[];
}

const inMinutes = (at: string) => `${at.slice(0, 16).replace('T', ' ')} (UTC)`;

/** How many service accounts a sentence names. */
const MAX_NAMED = 5;

function serviceAccountAlert(
  organization: string,
  { event, name, apiKeyName, rollDueAt = '', ipAddress, accounts = [] }: ServiceAccountDetails,
): string {
  const key = `the API key "${apiKeyName}" of ${organization}'s service account ${name}`;
  const why = 'because somebody who was shown it has left or may no longer see it';
  const named = accounts.slice(0, MAX_NAMED).map((account) => account.name);
  const more = accounts.length - named.length;
  const sentences: Record<string, string> = {
    ROLL_FORCED:
      Date.parse(rollDueAt) <= Date.now()
        ? `Roll ${key} now: its secret has ended, ${why}`
        : `Roll ${key} by ${inMinutes(rollDueAt)}. Then its secret ends, ${why}`,
    ADDRESS_REFUSED: `The address ${ipAddress} used ${key}, which is limited to other networks. If you do not know it, roll the key`,
    CONTACT_MISSING: `Name another contact of ${organization}'s service account${accounts.length > 1 ? 's' : ''} ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}: the former one has left`,
  };
  return sentences[event] ?? `Look at ${organization}'s service accounts`;
}

const creditAlert = (organization: string, { balance }: Events['credits.low']) =>
  balance > 0
    ? `${organization} has ${balance} prepaid credits left`
    : `${organization} has no prepaid credits left`;
