import { defineModule } from '../define-module.ts';
import { projectMemberById } from './loaders.ts';

export const projectMember = defineModule({
  name: 'project-member',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  objects: {
    ProjectMember: { loader: projectMemberById },
  },
  constraints: {
    project_members_member_key: {
      code: 'TAKEN',
      message: 'The member belongs to the project already.',
      field: 'userId',
    },
    project_members_member_fkey: { code: 'NOT_FOUND', message: 'No such member.', field: 'userId' },
    project_members_project_fkey: { code: 'NOT_FOUND', message: 'No such project.', field: 'projectId' },
  },
  validated: { Project: ['viewerLevel'] },
  impersonated: {
    Project: ['members', 'viewerLevel'],
    ProjectMember: ['createdAt', 'id', 'level', 'updatedAt', 'user', 'version'],
  },
});
