import { isId } from '../../database/ids.ts';
import { columns, object, page, type PlannedTypes } from '../../graphql/plan/declaration.ts';
import { selectedOrganizations } from '../organization/queries.ts';
import { memberBy } from '../user/planned.ts';
import { projectList, projectsOf } from './queries.ts';
import type { ProjectRow } from './rows.ts';

export const plan: PlannedTypes = {
  Query: {
    project: object((tenant, { id }: { id: string }) =>
      isId(id) ? projectsOf(tenant).where('projects.id', '=', id.toLowerCase()) : undefined,
    ),
    projects: page(projectList),
  },
  Organization: { projects: page(projectList) },
  Project: {
    ...columns<ProjectRow>(
      'id',
      'name',
      'description',
      'status',
      'archivedAt',
      'visibility',
      'version',
      'createdAt',
      'updatedAt',
    ),
    organization: object(selectedOrganizations),
    createdBy: memberBy('createdById'),
  },
};
