import type { Context } from '../../context.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { type PlacedComment, commentSnapshotOf } from '../comment/snapshot.ts';
import type { ProjectRow } from '../project/queries.ts';
import type { TaskRow } from '../task/queries.ts';
import { snapshotOf } from '../task/snapshot.ts';
import { announce } from './announce.ts';
import type { Happening, ProjectSnapshot } from './catalogue.ts';
import { changedFields, type Kind, type Written } from './change.ts';
import { publishChange } from './publish.ts';

interface Rows {
  task: TaskRow;
  project: ProjectRow;
  comment: PlacedComment;
}

/** Tells of writes to tasks, projects or comments: subscribers at once, everybody else through a job. */
export async function recordChange<K extends Kind>(
  context: Context,
  kind: K,
  written: Written<Rows[K]>[],
): Promise<void> {
  await publishChange(context.db, kind, written);
  await announce(context, written.flatMap(happenings[kind]));
}

const happenings: { [K in Kind]: (written: Written<Rows[K]>) => Happening[] } = {
  task: ({ before, after }) => {
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
  project: ({ before, after }) => {
    if (!after) return [{ type: 'project.deleted', data: { project: snapshot(before!) } }];
    const project = snapshot(after);
    return [
      before
        ? { type: 'project.updated', data: { project, changedFields: changedFields(before, after) } }
        : { type: 'project.created', data: { project } },
    ];
  },
  comment: ({ before, after }) => {
    const type = !before ? 'comment.created' : after ? 'comment.updated' : 'comment.deleted';
    return [{ type, data: { comment: commentSnapshotOf((after ?? before)!) } }];
  },
};

const snapshot = ({
  id,
  name,
  description,
  status,
  version,
  createdById,
  ...times
}: ProjectRow): ProjectSnapshot => ({
  id,
  name,
  description,
  status,
  version,
  createdById,
  createdAt: serializeDateTime(times.createdAt),
  updatedAt: serializeDateTime(times.updatedAt),
});
