import type { ProjectSnapshot } from '../../events/catalogue.ts';
import { changedFields } from '../../events/change.ts';
import type { EntityEvents } from '../../events/record.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import type { ProjectRow } from './rows.ts';

/** The events of writes to projects. */
export const projectEvents: EntityEvents<'project', ProjectRow> = {
  kind: 'project',
  toEvents: ({ before, after }) => {
    if (!after) return [{ type: 'project.deleted', data: { project: snapshotOf(before!) } }];
    const project = snapshotOf(after);
    return [
      before
        ? { type: 'project.updated', data: { project, changedFields: changedFields(before, after) } }
        : { type: 'project.created', data: { project } },
    ];
  },
};

/** A project as it appears in events. */
const snapshotOf = (project: ProjectRow): ProjectSnapshot => ({
  id: project.id,
  name: project.name,
  description: project.description,
  status: project.status,
  visibility: project.visibility,
  version: project.version,
  createdById: project.createdById,
  createdAt: serializeDateTime(project.createdAt),
  updatedAt: serializeDateTime(project.updatedAt),
});
