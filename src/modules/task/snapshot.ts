import type { TaskPriority, TaskStatus } from '../../generated/graphql.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { priorities } from './priority.ts';
import type { TaskRow } from './queries.ts';

/** A task as an event tells of it. */
export interface TaskSnapshot {
  id: string;
  projectId: string;
  title: string;
  description: string | null;
  status: TaskStatus;
  priority: TaskPriority;
  assigneeId: string | null;
  dueAt: string | null;
  completedAt: string | null;
  archivedAt: string | null;
  version: number;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

export function snapshotOf({ position: _position, ...task }: TaskRow): TaskSnapshot {
  const time = (value: string) => DateTime.serialize(value) as string;
  return {
    ...task,
    priority: priorities[task.priority]!,
    dueAt: task.dueAt && time(task.dueAt),
    completedAt: task.completedAt && time(task.completedAt),
    archivedAt: task.archivedAt && time(task.archivedAt),
    createdAt: time(task.createdAt),
    updatedAt: time(task.updatedAt),
  };
}
