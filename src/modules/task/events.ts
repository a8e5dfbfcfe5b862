import type { z } from 'zod';
import { changedFields } from '../../events/change.ts';
import type { EntityEvents } from '../../events/record.ts';
import type { taskSnapshot } from '../../events/schemas.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { priorities } from './priority.ts';
import type { TaskRow } from './rows.ts';

/** The events of writes to tasks. */
export const taskEvents: EntityEvents<'task', TaskRow> = {
  kind: 'task',
  toEvents: ({ before, after }) => {
    if (!after) return [{ type: 'task.deleted', data: { task: snapshotOf(before!) } }];
    const task = snapshotOf(after);
    const { assigneeId } = task;
    return [
      before
        ? { type: 'task.updated', data: { task, changedFields: changedFields(before, after) } }
        : { type: 'task.created', data: { task } },
      ...(assigneeId && assigneeId !== before?.assigneeId
        ? [{ type: 'task.assigned' as const, data: { task, assigneeId } }]
        : []),
    ];
  },
};

/** A task as it appears in events. A new column is in no event until it is listed here and in the schema. */
const snapshotOf = (task: TaskRow): z.output<typeof taskSnapshot> => ({
  id: task.id,
  projectId: task.projectId,
  title: task.title,
  description: task.description,
  status: task.status,
  priority: priorities[task.priority]!,
  assigneeId: task.assigneeId,
  dueAt: task.dueAt && serializeDateTime(task.dueAt),
  completedAt: task.completedAt && serializeDateTime(task.completedAt),
  archivedAt: task.archivedAt && serializeDateTime(task.archivedAt),
  version: task.version,
  createdById: task.createdById,
  createdAt: serializeDateTime(task.createdAt),
  updatedAt: serializeDateTime(task.updatedAt),
});
