import { refuseUnknown } from '../../authorization/access.ts';
import { defineModule } from '../define-module.ts';
import { organizationById } from './loaders.ts';

export const organization = defineModule({
  name: 'organization',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  plan: () => import('./planned.ts'),
  objects: {
    Organization: { loader: organizationById, anywhere: true, refuse: refuseUnknown },
  },
  constraints: {
    organizations_slug_key: { code: 'TAKEN', message: 'Another organization has this slug.', field: 'slug' },
  },
  shareable: {
    Organization: [
      'id',
      'name',
      'slug',
      'status',
      'archiveReason',
      'deletesAt',
      'createdAt',
      'updatedAt',
      'settings',
    ],
    OrganizationSettings: ['adminsGrantAdmin', 'membersSeeAllProjects', 'membersInvite'],
  },
  impersonated: {
    Query: ['organization'],
    Organization: [
      'archiveReason',
      'createdAt',
      'deletesAt',
      'id',
      'name',
      'settings',
      'slug',
      'status',
      'statusHistory',
      'suspension',
      'updatedAt',
    ],
    OrganizationSettings: ['adminsGrantAdmin', 'membersInvite', 'membersSeeAllProjects'],
    OrganizationStatusChange: ['changedBy', 'createdAt', 'id', 'reason', 'status', 'until'],
    OrganizationSuspension: ['reason', 'since', 'suspendedBy', 'until'],
  },
});
