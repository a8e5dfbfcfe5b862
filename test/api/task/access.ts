import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  notMembers,
  page,
  pageOf,
  selected,
  tenantRead,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';

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
    'Query.task': tenantRead('MEMBER'),
    'Query.tasks': tenantRead('MEMBER'),
    'Query.search': tenantRead('MEMBER'),
    'Query.searchTasks': tenantRead('MEMBER'),
    'Mutation.createTask': tenantWrite('MEMBER'),
    'Mutation.updateTask': tenantWrite('MEMBER'),
    'Mutation.createTasks': tenantWrite('MEMBER'),
    'Mutation.updateTasks': tenantWrite('MEMBER'),
    'Mutation.moveTask': tenantWrite('MEMBER'),
    'Mutation.archiveTask': tenantWrite('MEMBER'),
    'Mutation.restoreTask': tenantWrite('MEMBER'),
    'Mutation.deleteTask': notMembers,
    'Mutation.deleteTasks': notMembers,
  },
  variants: {
    "Mutation.deleteTask one's own": {
      ...tenantWrite('MEMBER'),
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
    Task: tenantRead('MEMBER'),
  },
  edges: {
    'Project.tasks': withParent,
    ...pageOf('Task'),
    'Task.project': withParent,
    'Task.organization': withParent,
    'Task.assignee': withParent,
    'Task.createdBy': withParent,
    'Task.labels': withParent,
    'Task.history': withParent,
    ...pageOf('TaskChange'),
    'TaskChange.actor': withParent,
    'TaskChange.fields': withParent,
    'Project.taskCounts': withParent,
    'SearchHit.task': withParent,
    ...pageOf('SearchHit'),
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
