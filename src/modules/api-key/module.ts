import { defineModule } from '../define-module.ts';
import { apiKeyById } from './loaders.ts';

export const apiKey = defineModule({
  name: 'api-key',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  objects: {
    ApiKey: { loader: apiKeyById, permission: 'apiKey.see' },
  },
});
