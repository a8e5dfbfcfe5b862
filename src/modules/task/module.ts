import { COUNT_WEIGHT } from '../../graphql/cost-weights.ts';
import { pageFields } from '../../graphql/connection.ts';
import { defineModule } from '../define-module.ts';
import { taskById } from './loaders.ts';

export const task = defineModule({
  name: 'task',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  plan: () => import('./planned.ts'),
  objects: {
    Task: { loader: taskById },
  },
  constraints: {
    tasks_project_fkey: { code: 'NOT_FOUND', message: 'No such project.', field: 'projectId' },
    tasks_assignee_fkey: { code: 'NOT_FOUND', message: 'No such member.', field: 'assigneeId' },
  },
  costs: {
    // Ranks hits in all texts of the organization.
    'Query.search': 50,
    'Query.searchTasks': 50,
    'Project.taskCounts': COUNT_WEIGHT,
  },
  conditionCosts: {
    // Ranks hits in all texts of the organization.
    'TaskFilter.search': 50,
    // Reads the labels of each task.
    'TaskFilter.labelId': 5,
    // Up to 10,000 characters, where other texts have 200.
    'TaskFilter.description': 10,
  },
  textLengths: {
    'Task.description': 10_000,
    'TaskFieldChange.from': 10_000,
    'TaskFieldChange.to': 10_000,
  },
  shareable: {
    Task: [
      'id',
      'title',
      'description',
      'status',
      'priority',
      'project',
      'assignee',
      'labels',
      'dueAt',
      'completedAt',
      'archivedAt',
      'position',
      'version',
      'createdBy',
      'createdAt',
      'updatedAt',
    ],
    TaskCount: ['status', 'count'],
    Project: ['tasks', 'taskCounts'],
    ...pageFields('Task'),
  },
  validated: {
    Task: ['viewerCanUpdate', 'viewerCanDelete'],
    Project: ['taskCounts'],
    TaskCount: ['status', 'count'],
  },
  impersonated: {
    Query: ['task', 'tasks', 'search', 'searchTasks'],
    Mutation: [
      'createTask',
      'createTasks',
      'updateTask',
      'updateTasks',
      'moveTask',
      'archiveTask',
      'restoreTask',
    ],
    Project: ['taskCounts', 'tasks'],
    Task: [
      'archivedAt',
      'assignee',
      'completedAt',
      'createdAt',
      'createdBy',
      'description',
      'dueAt',
      'history',
      'id',
      'labels',
      'organization',
      'position',
      'priority',
      'project',
      'status',
      'title',
      'updatedAt',
      'version',
      'viewerCanDelete',
      'viewerCanUpdate',
    ],
    TaskChange: ['actor', 'apiKeyId', 'createdAt', 'fields', 'id'],
    TaskCount: ['count', 'status'],
    TaskFieldChange: ['field', 'from', 'to'],
    SearchHit: ['rank', 'task'],
  },
});
