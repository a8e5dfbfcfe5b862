import { defineModule } from '../define-module.ts';
import { isBuiltIn } from './built-in.ts';
import { roleById } from './loaders.ts';

export const role = defineModule({
  name: 'role',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  objects: {
    OrganizationRole: { loader: roleById, isName: isBuiltIn },
  },
  constraints: {
    organization_roles_name_key: { code: 'TAKEN', message: 'Another role has this name.', field: 'name' },
  },
  shareable: {
    OrganizationRole: [
      'id',
      'name',
      'description',
      'basedOn',
      'permissions',
      'builtIn',
      'version',
      'createdAt',
      'updatedAt',
    ],
  },
  impersonated: {
    Query: ['roles'],
    OrganizationRole: [
      'basedOn',
      'builtIn',
      'createdAt',
      'description',
      'id',
      'name',
      'permissions',
      'updatedAt',
      'version',
      'viewerCanDelete',
      'viewerCanGrant',
      'viewerCanUpdate',
    ],
  },
});
