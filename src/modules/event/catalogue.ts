import { z } from 'zod';
import {
  assigneeId,
  changedFields,
  commentSnapshot,
  projectSnapshot,
  role,
  taskSnapshot,
  threshold,
  until,
  userId,
} from './schemas.ts';

export type ProjectSnapshot = z.output<typeof projectSnapshot>;
export type CommentSnapshot = z.output<typeof commentSnapshot>;

const event = <Shape extends z.ZodRawShape>(when: string, data: Shape) => ({ when, data: z.object(data) });

/** Everything that happens which others may want to hear of, and what is told of it: the thing as it was then. */
export const catalogue = {
  'task.created': event('A task was made.', { task: taskSnapshot }),
  'task.updated': event('A task changed: its fields, its place, or whether it is archived.', {
    task: taskSnapshot,
    changedFields,
  }),
  'task.deleted': event('A task was deleted.', { task: taskSnapshot }),
  'task.assigned': event('A task was assigned to another member, or made with one.', {
    task: taskSnapshot,
    assigneeId,
  }),
  'comment.created': event('Somebody commented on a task.', { comment: commentSnapshot }),
  'comment.updated': event('A comment changed.', { comment: commentSnapshot }),
  'comment.deleted': event('A comment was deleted.', { comment: commentSnapshot }),
  'project.created': event('A project was made.', { project: projectSnapshot }),
  'project.updated': event('A project changed: its fields, or whether it is archived.', {
    project: projectSnapshot,
    changedFields,
  }),
  'project.deleted': event('A project was deleted, and its tasks with it.', { project: projectSnapshot }),
  'member.added': event('Somebody became a member: added, or by accepting an invitation.', { userId, role }),
  'member.role_updated': event('A member was given another role.', { userId, role }),
  'member.removed': event('Somebody was removed, or left.', { userId }),
  'member.suspended': event('The organization suspended a member, or changed why or until when.', {
    userId,
    until,
  }),
  'member.reinstated': event(
    'The suspension of a member ended: somebody ended it, or, within five minutes, `until` has passed.',
    { userId },
  ),
  'usage.threshold_reached': event(
    'Of what the plan lets be used of a meter in a month, 80 or 100 percent are used: each is told once a month.',
    threshold,
  ),
};

export type EventType = keyof typeof catalogue;
export type Events = { [Type in EventType]: z.output<(typeof catalogue)[Type]['data']> };

export const eventTypes = Object.keys(catalogue) as EventType[];

/** Something that happened. */
export type Happening = { [Type in EventType]: { type: Type; data: Events[Type] } }[EventType];

/** The same, once it has its place in time: of two that befell one thing, the later has the greater number. */
export type Announced = Happening & { sequence: number };
