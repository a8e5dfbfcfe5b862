import type { z } from 'zod';
import { serializeDateTime } from '../../graphql/scalars.ts';
import type { taskSnapshot } from '../event/schemas.ts';
import { priorities } from './priority.ts';
import type { TaskRow } from './queries.ts';

/** A task as an event tells of it. */
export type TaskSnapshot = z.output<typeof taskSnapshot>;

export function snapshotOf({ position: _position, ...task }: TaskRow): TaskSnapshot {
  const time = (value: string) => serializeDateTime(value);
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
