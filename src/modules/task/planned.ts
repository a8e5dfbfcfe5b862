import { sql } from 'kysely';
import { isId } from '../../database/ids.ts';
import { columns, computed, list, object, page, type PlannedTypes } from '../../graphql/plan/declaration.ts';
import { labelsOfTasks } from '../label/queries.ts';
import { selectedOrganizations } from '../organization/queries.ts';
import { projectsOf } from '../project/queries.ts';
import { memberBy } from '../user/planned.ts';
import { taskList } from './lists.ts';
import { priorities } from './priority.ts';
import { tasksOf } from './queries.ts';
import type { TaskRow } from './rows.ts';

const priorityNames = sql.lit(`{${priorities.join()}}`);

export const plan: PlannedTypes = {
  Query: {
    task: object((tenant, { id }: { id: string }) =>
      isId(id) ? tasksOf(tenant).where('tasks.id', '=', id.toLowerCase()) : undefined,
    ),
    tasks: page(taskList),
  },
  Project: { tasks: page(taskList, { column: 'tasks.project_id', key: 'id' }) },
  Task: {
    ...columns<TaskRow>(
      'id',
      'title',
      'description',
      'status',
      'dueAt',
      'completedAt',
      'archivedAt',
      'position',
      'version',
      'createdAt',
      'updatedAt',
    ),
    priority: computed((row) => sql`(${priorityNames}::text[])[${row('priority')} + 1]`),
    organization: object(selectedOrganizations),
    labels: list(labelsOfTasks, { column: 'task_labels.task_id', key: 'id' }),
    project: object(projectsOf, { column: 'projects.id', key: 'projectId' }),
    assignee: memberBy('assigneeId'),
    createdBy: memberBy('createdById'),
  },
};
