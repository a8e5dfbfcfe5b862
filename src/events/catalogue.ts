import { z } from 'zod';
import { teamEvents } from './entities/team.ts';
import {
  assigneeId,
  changedFields,
  commentSnapshot,
  creditBalance,
  planChange,
  planChanged,
  planMove,
  planMoveRefusal,
  planRefusal,
  planTrial,
  projectSnapshot,
  role,
  roleId,
  roleSnapshot,
  taskSnapshot,
  threshold,
  until,
  userId,
} from './schemas.ts';

export type ProjectSnapshot = z.output<typeof projectSnapshot>;
export type CommentSnapshot = z.output<typeof commentSnapshot>;

const event = <Shape extends z.ZodRawShape>(when: string, data: Shape) => ({ when, data: z.object(data) });

/** All events, with their data: a snapshot of the entity at the time of the event. */
export const catalogue = {
  'task.created': event('A task was created.', { task: taskSnapshot }),
  'task.updated': event('A task changed: its fields, its position, or whether it is archived.', {
    task: taskSnapshot,
    changedFields,
  }),
  'task.deleted': event('A task was deleted.', { task: taskSnapshot }),
  'task.assigned': event('A task was assigned to another member, or created with an assignee.', {
    task: taskSnapshot,
    assigneeId,
  }),
  'comment.created': event('A comment was added to a task.', { comment: commentSnapshot }),
  'comment.updated': event('A comment changed.', { comment: commentSnapshot }),
  'comment.deleted': event('A comment was deleted.', { comment: commentSnapshot }),
  'project.created': event('A project was created.', { project: projectSnapshot }),
  'project.updated': event('A project changed: its fields, or whether it is archived.', {
    project: projectSnapshot,
    changedFields,
  }),
  'project.deleted': event('A project and its tasks were deleted.', { project: projectSnapshot }),
  'member.added': event('Somebody became a member, by being added or by accepting an invitation.', {
    userId,
    role,
    roleId,
  }),
  'member.role_updated': event('A member got another role.', { userId, role, roleId }),
  'member.removed': event('A member was removed, or left.', { userId }),
  'member.suspended': event(
    'The organization suspended a member, or changed the reason or end of the suspension.',
    {
      userId,
      until,
    },
  ),
  'member.reinstated': event(
    'The suspension of a member ended, because somebody ended it or because `until` passed (sent within five minutes).',
    { userId },
  ),
  'role.created': event('A custom role was created.', { role: roleSnapshot }),
  'role.updated': event('A custom role changed, for all members who have it.', {
    role: roleSnapshot,
    changedFields,
  }),
  'role.deleted': event('A custom role was deleted.', { role: roleSnapshot }),
  'usage.threshold_reached': event(
    "The month's usage of a meter reached 80 or 100 percent of the plan's limit. Each is sent once a month.",
    threshold,
  ),
  'credits.low': event(
    "The balance of prepaid credits fell to the organization's threshold or below. Sent each time it falls from above.",
    creditBalance,
  ),
  'credits.exhausted': event(
    'The balance of prepaid credits fell to 0: the last ones were spent, expired or were voided.',
    creditBalance,
  ),
  'plan.changed': event(
    'The organization has another plan, or the trial of its plan became the plan itself.',
    planChanged,
  ),
  'plan.change_planned': event(
    'An owner asked for a change of the plan at the end of the month or trial.',
    planChange,
  ),
  'plan.change_withdrawn': event(
    'A planned change was withdrawn, or is void because the plan changed before.',
    planChange,
  ),
  'plan.change_refused': event(
    'A planned change was refused at its time. Sent once; the change is tried again each day.',
    planRefusal,
  ),
  'plan.trial_started': event('A trial began.', planTrial),
  'plan.trial_ending': event(
    'A trial ends in three days. Not sent for a trial that lasts three days or less.',
    planTrial,
  ),
  'plan.trial_ended': event('A trial ended.', planTrial),
  'plan.version_moved': event(
    'An operator moved the organization to another version of its plan, or to another plan. `plan.changed` is then sent, too.',
    planMove,
  ),
  'plan.version_move_scheduled': event(
    'An operator scheduled a move to another version. It replaces an earlier scheduled move.',
    planMove,
  ),
  'plan.version_move_refused': event(
    'A scheduled move did not happen at its time, and is dropped.',
    planMoveRefusal,
  ),
  ...teamEvents,
};

export type EventType = keyof typeof catalogue;
export type Events = { [Type in EventType]: z.output<(typeof catalogue)[Type]['data']> };

export const eventTypes = Object.keys(catalogue) as EventType[];

/** An event before the database has numbered it. */
export type DomainEvent = { [Type in EventType]: { type: Type; data: Events[Type] } }[EventType];

/** A numbered event. Of two events of the same entity, the later one has the greater number. */
export type NumberedEvent = DomainEvent & { sequence: number };
