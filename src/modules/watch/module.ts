import { defineModule } from '../define-module.ts';

export const watch = defineModule({
  name: 'watch',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  constraints: {
    watches_project_fkey: { code: 'NOT_FOUND', message: 'No such project.', field: 'id' },
    team_watches_project_fkey: { code: 'NOT_FOUND', message: 'No such project.', field: 'id' },
    team_watches_task_fkey: { code: 'NOT_FOUND', message: 'No such task.', field: 'id' },
    watches_task_fkey: { code: 'NOT_FOUND', message: 'No such task.', field: 'id' },
  },
  shareable: { Project: ['watchingTeams'], Task: ['watchingTeams'] },
  validated: { Project: ['viewerIsWatching'], Task: ['viewerIsWatching'] },
  impersonated: {
    Project: ['viewerIsWatching', 'watchingTeams'],
    Task: ['viewerIsWatching', 'watchingTeams'],
  },
});
