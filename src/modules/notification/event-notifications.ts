import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { Events, DomainEvent } from '../../events/catalogue.ts';
import type { Announcement } from '../../events/announce.ts';
import type { TenantJobContext } from '../../jobs/define-job.ts';
import { findTasksByIds } from '../task/queries.ts';
import { notify, notifyByRole, type NewNotification } from './notify.ts';
import { findMentionedPeople } from './team-mentions.ts';
import { findWatchers } from './watchers.ts';

/** Notifies the members whom announced events concern. */
export async function notifyOfEvents(
  { tenant }: TenantJobContext,
  { id, happenings: events, actorId, memberId }: Announcement,
): Promise<void> {
  const audience = await audienceOf(tenant, events);
  const wanted = events
    .flatMap((event, index) => toNotifications(event, audience, `${id}:${index}`))
    .map((each): NewNotification => ({ ...each, actorId }));
  await notify(tenant, onePerTask(wanted), memberId);
  for (const [index, alert] of highestOfEach(events).entries())
    await notifyByRole(tenant, ['OWNER'], {
      kind: 'USAGE_ALERT',
      happening: `${id}:usage:${index}`,
      details: alert,
    });
  for (const [index, { type, data }] of planAlerts(events).entries())
    await notifyByRole(tenant, ['OWNER'], {
      kind: 'PLAN_ALERT',
      happening: `${id}:plan:${index}`,
      details: { event: type, ...data },
      actorId,
    });
  const credits = lastCreditAlert(events);
  if (credits)
    await notifyByRole(tenant, ['OWNER', 'ADMIN'], {
      kind: 'CREDIT_ALERT',
      happening: `${id}:credits`,
      details: credits,
    });
}

type PlanEvent = Extract<DomainEvent, { type: `plan.${string}` }>;

/** Of several events of a plan at once, each about something else, owners get one notification each. */
function planAlerts(events: DomainEvent[]): PlanEvent[] {
  const plan = events.filter((each): each is PlanEvent => each.type.startsWith('plan.'));
  return plan.filter(
    ({ type, data }) =>
      // The payment module sends mails of its own, and the end of a trial says which plan follows.
      type !== 'plan.changed' || data.cause === 'REQUEST' || data.cause === 'PLANNED',
  );
}

/** Returns the last alert: when the threshold and 0 are passed at once, there is one notification, about 0. */
const lastCreditAlert = (events: DomainEvent[]): Events['credits.low'] | undefined =>
  events.findLast((each) => each.type === 'credits.low' || each.type === 'credits.exhausted')?.data;

type Threshold = Events['usage.threshold_reached'];

/** Of two thresholds that are passed at once, only the higher one causes a notification. */
function highestOfEach(events: DomainEvent[]): Threshold[] {
  const reached = events.flatMap((each) => (each.type === 'usage.threshold_reached' ? [each.data] : []));
  const byMeter = Map.groupBy(reached, ({ meter, month }) => `${meter} ${month}`);
  return [...byMeter.values()].map((levels) => levels.toSorted((a, b) => b.percent - a.percent)[0]!);
}

type Comment = Events['comment.created']['comment'];

/** The members whom an event concerns, besides those it names. */
interface Audience {
  /** The creator, assignee and commenters of a task, by its id. */
  commenters: Map<string, Set<string>>;
  /** The watchers of a project or a task, by its id. */
  watchers: Map<string, string[]>;
  /** Those whom a comment mentions, by its id: by name, and as members of teams. */
  mentioned: Map<string, string[]>;
}

/** Returns the notifications of an event, without regard to its actor. A mention comes before its comment. */
function toNotifications(event: DomainEvent, audience: Audience, key: string): NewNotification[] {
  switch (event.type) {
    case 'task.created': {
      const { id, projectId } = event.data.task;
      const watchers = audience.watchers.get(projectId) ?? [];
      return watchers.map((userId) => ({ kind: 'TASK_CREATED', userId, happening: key, taskId: id }));
    }
    case 'task.assigned': {
      const { task, assigneeId } = event.data;
      return [{ kind: 'TASK_ASSIGNED', userId: assigneeId, happening: key, taskId: task.id }];
    }
    case 'task.updated': {
      const { task, changedFields } = event.data;
      if (!changedFields.includes('status')) return [];
      const watchers = audience.watchers.get(task.id) ?? [];
      const people = new Set(
        [task.createdById, task.assigneeId, ...watchers].filter((each) => each !== null),
      );
      return [...people].map((userId) => ({
        kind: 'TASK_STATUS_CHANGED',
        userId,
        happening: key,
        taskId: task.id,
        details: { status: task.status },
      }));
    }
    case 'comment.created':
      return [...mentions(event.data.comment, audience), ...remarks(event.data.comment, audience)];
    case 'comment.updated':
      return mentions(event.data.comment, audience);
    case 'member.added':
    case 'member.role_updated': {
      const { userId, role } = event.data;
      const kind = event.type === 'member.added' ? 'MEMBER_ADDED' : 'ROLE_UPDATED';
      return [{ kind, userId, happening: key, details: { role } }];
    }
    default:
      return [];
  }
}

/** A mention causes one notification, however often the comment is edited. */
const mentions = ({ id, taskId }: Comment, { mentioned }: Audience): NewNotification[] =>
  mentioned.get(id)!.map((userId) => ({
    kind: 'MENTIONED',
    userId,
    happening: `mention:${id}`,
    taskId,
    commentId: id,
  }));

const remarks = ({ id, taskId }: Comment, { commenters, watchers, mentioned }: Audience): NewNotification[] =>
  [...new Set([...(commenters.get(taskId) ?? []), ...(watchers.get(taskId) ?? [])])]
    .filter((userId) => !mentioned.get(id)!.includes(userId))
    .map((userId) => ({
      kind: 'TASK_COMMENTED',
      userId,
      happening: `comment:${id}`,
      taskId,
      commentId: id,
    }));

/** A member who was assigned a task gets no other notification of the same write. */
function onePerTask(wanted: NewNotification[]): NewNotification[] {
  const assigned = new Set(
    wanted.filter(({ kind }) => kind === 'TASK_ASSIGNED').map(({ userId, taskId }) => `${userId} ${taskId}`),
  );
  return wanted.filter(
    ({ kind, userId, taskId }) =>
      (kind !== 'TASK_STATUS_CHANGED' && kind !== 'TASK_CREATED') || !assigned.has(`${userId} ${taskId}`),
  );
}

/** Finds the audience of all events, each part with one statement. */
async function audienceOf(tenant: TenantDb, events: DomainEvent[]): Promise<Audience> {
  const { db } = tenant;
  const [comments, written]: [Comment[], Comment[]] = [[], []];
  const [projectIds, taskIds] = [new Set<string>(), new Set<string>()];
  for (const { type, data } of events) {
    if (type === 'task.created') projectIds.add(data.task.projectId);
    if (type === 'task.updated' && data.changedFields.includes('status')) taskIds.add(data.task.id);
    if (type === 'comment.created') {
      taskIds.add(data.comment.taskId);
      comments.push(data.comment);
    }
    if (type === 'comment.created' || type === 'comment.updated') written.push(data.comment);
  }
  const [commenters, watchers, mentioned] = await Promise.all([
    findCommenters(tenant, comments),
    findWatchers(db, [...projectIds], [...taskIds]),
    findMentioned(tenant, written),
  ]);
  return { commenters, watchers, mentioned };
}

async function findMentioned(tenant: TenantDb, comments: Comment[]): Promise<Audience['mentioned']> {
  const texts = comments.map(({ id, body, taskId }) => ({ key: id, text: body, taskId }));
  const throughTeams = await findMentionedPeople(tenant, texts);
  return new Map(
    comments.map(({ id, mentionedUserIds }) => [
      id,
      [...new Set([...mentionedUserIds, ...(throughTeams.get(id) ?? [])])],
    ]),
  );
}

async function findCommenters(tenant: TenantDb, comments: Comment[]): Promise<Audience['commenters']> {
  if (comments.length === 0) return new Map();
  const taskIds = [...new Set(comments.map(({ taskId }) => taskId))];
  const [tasks, authors] = await Promise.all([findTasksByIds(tenant, taskIds), findAuthors(tenant, taskIds)]);
  return new Map(
    tasks.map(({ id, createdById, assigneeId }) => {
      const others = authors.filter(({ taskId }) => taskId === id).map(({ authorId }) => authorId);
      return [id, new Set([createdById, assigneeId, ...others].filter((each) => each !== null))];
    }),
  );
}

const findAuthors = ({ db, scope }: TenantDb, taskIds: string[]) =>
  db
    .selectFrom('comments')
    .select(['task_id as taskId', 'author_id as authorId'])
    .distinct()
    .where('organization_id', '=', scope.id)
    .where('task_id', '=', anyOf(taskIds))
    .execute();
