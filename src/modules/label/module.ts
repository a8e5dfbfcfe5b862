import { defineModule } from '../define-module.ts';
import { labelById } from './loaders.ts';

export const label = defineModule({
  name: 'label',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  plan: () => import('./planned.ts'),
  objects: {
    Label: { loader: labelById, permission: 'task.see' },
  },
  constraints: {
    labels_name_key: { code: 'TAKEN', message: 'Another label has this name.', field: 'name' },
    task_labels_label_fkey: { code: 'NOT_FOUND', message: 'No such label.', field: 'labelIds' },
  },
  shareable: {
    Label: ['id', 'name', 'color', 'version', 'createdAt', 'updatedAt'],
  },
  validated: { Label: ['viewerCanUpdate', 'viewerCanDelete'] },
  impersonated: {
    Query: ['labels'],
    Mutation: ['createLabel', 'updateLabel'],
    Label: ['color', 'createdAt', 'id', 'name', 'updatedAt', 'version', 'viewerCanDelete', 'viewerCanUpdate'],
  },
});
