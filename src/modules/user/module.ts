import { refuseUnknown } from '../../authorization/access.ts';
import { defineModule } from '../define-module.ts';
import { userById } from './loaders.ts';

export const user = defineModule({
  name: 'user',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  plan: () => import('./planned.ts'),
  objects: {
    User: { loader: userById, anywhere: true, refuse: refuseUnknown },
  },
  conditionCosts: {
    // Searches two texts of every row.
    'UserFilter.search': 50,
  },
  textLengths: {
    'User.avatarUrl': 2000,
  },
  shareable: {
    User: ['id', 'kind', 'fullName', 'bio', 'avatarUrl'],
  },
  impersonated: {
    Query: ['me', 'user'],
    User: ['avatarUrl', 'bio', 'createdAt', 'email', 'fullName', 'id', 'kind', 'status', 'updatedAt'],
  },
});
