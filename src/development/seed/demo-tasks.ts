import { generateNKeysBetween } from 'fractional-indexing';
import { sql } from 'kysely';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { priorities } from '../../modules/task/priority.ts';
import type { DemoProject } from './demo-project.ts';
import type { DemoStory } from './demo-story.ts';
import { DAY, iso, timestamps, workTime } from './demo-time.ts';

interface DemoChange {
  at: number;
  actorId: string;
  field: string;
  from: unknown;
  to: unknown;
}

export interface DemoTask {
  id: string;
  title: string;
  description: string | null;
  status: string;
  priority: number;
  position: string;
  assigneeId: string | null;
  creatorId: string;
  createdAt: number;
  dueAt: string | null;
  completedAt: number | null;
  changes: DemoChange[];
}

export const updatedAt = ({ createdAt, changes }: DemoTask): number => changes.at(-1)?.at ?? createdAt;

/** Adds the project's tasks and the history of each. Older tasks are more often done; dates and people vary. */
export async function addTasks(
  story: DemoStory,
  projectId: string,
  project: DemoProject,
  from: number,
): Promise<DemoTask[]> {
  const { db, organizationId, random, now } = story;
  const titles = project.tasks;
  const created = titles
    .map((_title, index) => from + ((index + random.fraction()) / titles.length) * (now - from))
    .map((time) => workTime(random, Math.max(from, time - 2 * DAY), Math.min(now, time + 2 * DAY)))
    .toSorted((one, other) => one - other);
  const positions = generateNKeysBetween(null, null, titles.length);
  const ends = generateNKeysBetween(positions.at(-1)!, null, titles.length);
  const tasks = titles.map((line, index) =>
    taskOf(story, { line, createdAt: created[index]!, position: positions[index]!, end: ends[index]! }),
  );
  await db
    .insertInto('tasks')
    .values(
      tasks.map((task) => ({
        organization_id: organizationId,
        id: task.id,
        project_id: projectId,
        title: task.title,
        description: task.description,
        status: task.status,
        priority: task.priority,
        position: task.position,
        assignee_id: task.assigneeId,
        created_by_id: task.creatorId,
        due_at: task.dueAt,
        completed_at: task.completedAt === null ? null : iso(task.completedAt),
        version: task.changes.length + 1,
        ...timestamps(task.createdAt, updatedAt(task)),
      })),
    )
    .execute();
  await addChanges(story, tasks);
  for (const task of tasks) noteAssignment(story, task);
  return tasks;
}

interface Outline {
  line: string;
  createdAt: number;
  position: string;
  /** The position at the end of the project, where a task is created. */
  end: string;
}

function taskOf(story: DemoStory, { line, createdAt, position, end }: Outline): DemoTask {
  const { members, now, founded, random, idAt } = story;
  const { fraction, pick } = random;
  const somebody = () => pick(members).userId;
  const [title, description = null] = line.split(' | ');
  const age = (now - createdAt) / (now - founded);
  const status = fraction() < age ? 'DONE' : pick(['TODO', 'TODO', 'IN_PROGRESS']);
  const assigneeId = status === 'TODO' && fraction() < 0.4 ? null : somebody();
  const creatorId = somebody();
  const earliest = status === 'DONE' ? createdAt : Math.max(createdAt, now - 12 * DAY);
  const started =
    status === 'TODO' ? undefined : workTime(random, earliest, Math.min(now, earliest + 14 * DAY));
  const completedAt =
    status === 'DONE' ? workTime(random, started!, Math.min(now, started! + 12 * DAY)) : null;
  const priority = pick([0, 0, 1, 1, 1, 1, 2, 2, 2, 3]);
  const due = (completedAt ?? now) + (fraction() * 40 - 12) * DAY;
  const dueAt = fraction() < 0.3 ? null : endOfWorkday(Math.max(due, createdAt + DAY));
  const soon = () => workTime(random, createdAt, started ?? Math.min(now, createdAt + 5 * DAY));
  const changes: DemoChange[] = [];
  const change = (at: number, actorId: string, field: string, from: unknown, to: unknown) =>
    changes.push({ at, actorId, field, from, to });
  if (assigneeId && fraction() < 0.6)
    change(soon(), pick([assigneeId, creatorId]), 'assignee', null, assigneeId);
  if (priority !== 1 && fraction() < 0.4)
    change(soon(), somebody(), 'priority', priorities[1], priorities[priority]);
  if (dueAt && fraction() < 0.4) change(soon(), somebody(), 'dueAt', null, serializeDateTime(dueAt));
  if (fraction() < 0.3) change(soon(), somebody(), 'position', end, position);
  if (started) change(started, assigneeId!, 'status', 'TODO', 'IN_PROGRESS');
  if (completedAt) change(completedAt, assigneeId!, 'status', 'IN_PROGRESS', 'DONE');
  return {
    id: idAt(createdAt),
    title: title!,
    description,
    status,
    priority,
    position,
    assigneeId,
    creatorId,
    createdAt,
    dueAt,
    completedAt,
    changes: changes.toSorted((one, other) => one.at - other.at),
  };
}

async function addChanges({ db, organizationId, idAt }: DemoStory, tasks: DemoTask[]): Promise<void> {
  const rows = tasks.flatMap(({ id, changes }) =>
    changes.map(({ at, actorId, ...field }) => ({
      organization_id: organizationId,
      id: idAt(at),
      task_id: id,
      actor_id: actorId,
      fields: sql<string>`${JSON.stringify([field])}::jsonb`,
      created_at: iso(at),
    })),
  );
  await db.insertInto('task_changes').values(rows).execute();
}

/** Notifies the assignee, unless they took the task themselves. */
function noteAssignment({ notifications }: DemoStory, task: DemoTask): void {
  const { id, assigneeId, creatorId, createdAt, changes } = task;
  if (!assigneeId) return;
  const later = changes.find(({ field }) => field === 'assignee');
  const { at, actorId } = later ?? { at: createdAt, actorId: creatorId };
  notifications.push({
    at,
    userId: assigneeId,
    actorId,
    kind: 'TASK_ASSIGNED',
    happening: `demo:assigned:${id}`,
    taskId: id,
  });
}

const endOfWorkday = (time: number) => `${iso(time).slice(0, 10)}T17:00:00Z`;
