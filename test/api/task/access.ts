import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entity,
  except,
  ifSeen,
  inProjects,
  isFound,
  othersWrite,
  page,
  pageOf,
  selected,
  tenantRead,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';
import { holds, seesIds } from '../../support/isolation/rights.ts';

export const access = defineAccess({
  samples: {
    'Query.task': {
      operation: 'query ($id: ID!) { task(id: $id) { id } }',
      variables: ({ taskId }) => ({ id: taskId }),
    },
    'Query.tasks': { operation: '{ tasks { nodes { id } } }' },
    'Query.searchTasks': { operation: '{ searchTasks(query: "gulls") { nodes { task { id } } } }' },
    'Query.search': { operation: '{ search(query: "gulls") { task { id } } }' },
    'Mutation.createTasks': write('createTasks', ({ projectId }) => ({
      tasks: [{ projectId, title: 'Light the lamp' }],
    })),
    'Mutation.updateTasks': write('updateTasks', ({ taskId }) => ({
      tasks: [{ id: taskId, status: 'DONE' }],
    })),
    'Mutation.deleteTasks': write('deleteTasks', ({ taskId }) => ({ ids: [taskId] })),
    'Mutation.moveTask': write('moveTask', ({ taskId, projectId }) => ({ id: taskId, projectId })),
    'Mutation.archiveTask': write('archiveTask', ({ taskId }) => ({ id: taskId })),
    'Mutation.restoreTask': write('restoreTask', ({ taskId }) => ({ id: taskId })),
    'Mutation.createTask': write('createTask', ({ projectId }) => ({ projectId, title: 'Light the lamp' })),
    'Mutation.updateTask': write('updateTask', ({ taskId }) => ({ id: taskId, status: 'DONE' })),
    'Mutation.deleteTask': write('deleteTask', ({ taskId }) => ({ id: taskId })),
  },
  fields: {
    'Query.task': tenantRead('MEMBER', 'task.see'),
    'Query.tasks': tenantRead('MEMBER', 'task.see'),
    'Query.search': tenantRead('MEMBER', 'task.see'),
    'Query.searchTasks': tenantRead('MEMBER', 'task.see'),
    'Mutation.createTask': tenantWrite('MEMBER', 'task.write'),
    'Mutation.updateTask': tenantWrite('MEMBER', 'task.write'),
    'Mutation.createTasks': tenantWrite('MEMBER', 'task.write'),
    'Mutation.updateTasks': tenantWrite('MEMBER', 'task.write'),
    'Mutation.moveTask': tenantWrite('MEMBER', 'task.write'),
    'Mutation.archiveTask': tenantWrite('MEMBER', 'task.write'),
    'Mutation.restoreTask': tenantWrite('MEMBER', 'task.write'),
    'Mutation.deleteTask': othersWrite('task.write', 'task.deleteOthers'),
    'Mutation.deleteTasks': othersWrite('task.write', 'task.deleteOthers'),
  },
  variants: {
    'Mutation.updateTask for somebody who does not see it': {
      ...except(tenantWrite('MEMBER', 'task.write'), (cell) =>
        isFound(cell) && cell.target.around ? 'userErrors NOT_FOUND' : undefined,
      ),
      sample: write('updateTask', ({ taskId, serviceAccountId }) => ({
        id: taskId,
        assigneeId: serviceAccountId,
      })),
    },
    // A key makes tasks in nobody's name.
    "Mutation.deleteTask one's own": {
      ...except(tenantWrite('MEMBER', 'task.write'), ({ caller }) =>
        caller.robot && !holds(caller, 'ADMIN', 'task.deleteOthers')
          ? 'FORBIDDEN'
          : seesIds(caller, [caller.taskId ?? ''])
            ? undefined
            : 'userErrors NOT_FOUND',
      ),
      once: true,
      sample: write('deleteTask', ({ taskId }, caller) => ({ id: caller.taskId ?? taskId })),
    },
  },
  ids: {
    Task: ({ taskId }) => taskId,
  },
  nodes: {
    Task: selected,
  },
  entities: {
    Task: entity,
  },
  edges: {
    'Project.tasks': withParent,
    ...pageOf('Task', inProjects),
    'Task.project': withParent,
    'Task.organization': withParent,
    'Task.assignee': withParent,
    'Task.createdBy': ifSeen(({ owner }) => owner.userId),
    'Task.labels': withParent,
    'Task.history': withParent,
    ...pageOf('TaskChange'),
    'TaskChange.actor': ifSeen(({ owner }) => owner.userId),
    'TaskChange.fields': withParent,
    'Project.taskCounts': withParent,
    'SearchHit.task': inProjects,
    ...pageOf('SearchHit', inProjects),
  },
  repeats: {
    'Mutation.createTasks': 'creates an object',
    'Mutation.deleteTasks': 'ends an object',
    'Mutation.createTask': 'creates an object',
    'Mutation.deleteTask': 'ends an object',
  },
  tenantTypes: [...page('Task'), ...page('SearchHit'), ...page('TaskChange'), 'TaskFieldChange', 'TaskCount'],
  filters: { TaskFilter: 'tasks' },
});
