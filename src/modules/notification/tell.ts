import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { Events, Happening } from '../event/catalogue.ts';
import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { findTasksByIds } from '../task/queries.ts';
import { findWatchers } from '../watch/queries.ts';
import { notify, notifyByRole, type Wanted } from './notify.ts';

/** Tells the members whom it concerns of what was announced. */
export async function tellMembers(
  { db, scope }: TenantJobContext,
  { id, happenings, actorId }: TenantJobs['announce'],
): Promise<void> {
  const audience = await audienceOf(db, scope, happenings);
  const wanted = happenings
    .flatMap((happening, index) => toWanted(happening, audience, `${id}:${index}`))
    .map((each): Wanted => ({ ...each, actorId }));
  await notify(db, scope, onePerTask(wanted));
  for (const [index, alert] of highestOfEach(happenings).entries())
    await notifyByRole(db, scope, ['OWNER'], {
      kind: 'USAGE_ALERT',
      happening: `${id}:usage:${index}`,
      details: alert,
    });
}

type Threshold = Events['usage.threshold_reached'];

/** Who passes 80 and 100 percent of something at once hears of the latter. */
function highestOfEach(happenings: Happening[]): Threshold[] {
  const reached = happenings.flatMap((each) => (each.type === 'usage.threshold_reached' ? [each.data] : []));
  const byMeter = Map.groupBy(reached, ({ meter, month }) => `${meter} ${month}`);
  return [...byMeter.values()].map((levels) => levels.toSorted((a, b) => b.percent - a.percent)[0]!);
}

type Comment = Events['comment.created']['comment'];

/** Who is concerned by what others do, besides those whom a happening names. */
interface Audience {
  /** Who made a commented task, is assigned to it or has commented on it, by the task's id. */
  commenters: Map<string, Set<string>>;
  /** Who watches a project or a task, by its id. */
  watchers: Map<string, string[]>;
}

/** What is wanted to be told of a happening, apart from who did it; a mention before the comment that it is in. */
function toWanted(happening: Happening, audience: Audience, key: string): Wanted[] {
  switch (happening.type) {
    case 'task.created': {
      const { id, projectId } = happening.data.task;
      const watchers = audience.watchers.get(projectId) ?? [];
      return watchers.map((userId) => ({ kind: 'TASK_CREATED', userId, happening: key, taskId: id }));
    }
    case 'task.assigned': {
      const { task, assigneeId } = happening.data;
      return [{ kind: 'TASK_ASSIGNED', userId: assigneeId, happening: key, taskId: task.id }];
    }
    case 'task.updated': {
      const { task, changedFields } = happening.data;
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
      return [...mentions(happening.data.comment), ...remarks(happening.data.comment, audience)];
    case 'comment.updated':
      return mentions(happening.data.comment);
    case 'member.added':
    case 'member.role_updated': {
      const { userId, role } = happening.data;
      const kind = happening.type === 'member.added' ? 'MEMBER_ADDED' : 'ROLE_UPDATED';
      return [{ kind, userId, happening: key, details: { role } }];
    }
    default:
      return [];
  }
}

/** However often the comment is edited, a mention is told once. */
const mentions = ({ id, taskId, mentionedUserIds }: Comment): Wanted[] =>
  mentionedUserIds.map((userId) => ({
    kind: 'MENTIONED',
    userId,
    happening: `mention:${id}`,
    taskId,
    commentId: id,
  }));

const remarks = ({ id, taskId, mentionedUserIds }: Comment, { commenters, watchers }: Audience): Wanted[] =>
  [...new Set([...(commenters.get(taskId) ?? []), ...(watchers.get(taskId) ?? [])])]
    .filter((userId) => !mentionedUserIds.includes(userId))
    .map((userId) => ({
      kind: 'TASK_COMMENTED',
      userId,
      happening: `comment:${id}`,
      taskId,
      commentId: id,
    }));

/** Who was assigned a task hears nothing more of the write that did it. */
function onePerTask(wanted: Wanted[]): Wanted[] {
  const assigned = new Set(
    wanted.filter(({ kind }) => kind === 'TASK_ASSIGNED').map(({ userId, taskId }) => `${userId} ${taskId}`),
  );
  return wanted.filter(
    ({ kind, userId, taskId }) =>
      (kind !== 'TASK_STATUS_CHANGED' && kind !== 'TASK_CREATED') || !assigned.has(`${userId} ${taskId}`),
  );
}

/** The watchers of all that happened are found with one statement. */
async function audienceOf(db: Kysely<DB>, scope: OrgScope, happenings: Happening[]): Promise<Audience> {
  const comments: Comment[] = [];
  const [projectIds, taskIds] = [new Set<string>(), new Set<string>()];
  for (const { type, data } of happenings) {
    if (type === 'task.created') projectIds.add(data.task.projectId);
    if (type === 'task.updated' && data.changedFields.includes('status')) taskIds.add(data.task.id);
    if (type === 'comment.created') {
      taskIds.add(data.comment.taskId);
      comments.push(data.comment);
    }
  }
  const [commenters, watchers] = await Promise.all([
    findCommenters(db, scope, comments),
    findWatchers(db, [...projectIds], [...taskIds]),
  ]);
  return { commenters, watchers };
}

async function findCommenters(
  db: Kysely<DB>,
  scope: OrgScope,
  comments: Comment[],
): Promise<Audience['commenters']> {
  if (comments.length === 0) return new Map();
  const taskIds = [...new Set(comments.map(({ taskId }) => taskId))];
  const [tasks, authors] = await Promise.all([
    findTasksByIds(db, scope, taskIds),
    findAuthors(db, scope, taskIds),
  ]);
  return new Map(
    tasks.map(({ id, createdById, assigneeId }) => {
      const others = authors.filter(({ taskId }) => taskId === id).map(({ authorId }) => authorId);
      return [id, new Set([createdById, assigneeId, ...others].filter((each) => each !== null))];
    }),
  );
}

const findAuthors = (db: Kysely<DB>, scope: OrgScope, taskIds: string[]) =>
  db
    .selectFrom('comments')
    .select(['task_id as taskId', 'author_id as authorId'])
    .distinct()
    .where('organization_id', '=', scope.id)
    .where('task_id', '=', (eb) => eb.fn.any(eb.val(taskIds)))
    .execute();
