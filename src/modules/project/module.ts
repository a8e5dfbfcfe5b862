import { defineModule } from '../define-module.ts';
import { projectById } from './loaders.ts';

export const project = defineModule({
  name: 'project',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  plan: () => import('./planned.ts'),
  objects: {
    Project: { loader: projectById },
  },
  textLengths: {
    'Project.description': 2000,
  },
  shareable: {
    Project: [
      'id',
      'name',
      'description',
      'status',
      'archivedAt',
      'visibility',
      'version',
      'createdBy',
      'createdAt',
      'updatedAt',
    ],
  },
  validated: { Project: ['viewerCanUpdate', 'viewerCanDelete'] },
  impersonated: {
    Query: ['project', 'projects'],
    Mutation: ['createProject', 'updateProject', 'archiveProject', 'restoreProject'],
    Organization: ['projects'],
    Project: [
      'archivedAt',
      'createdAt',
      'createdBy',
      'description',
      'id',
      'name',
      'organization',
      'status',
      'updatedAt',
      'version',
      'viewerCanDelete',
      'viewerCanUpdate',
      'visibility',
    ],
  },
});
