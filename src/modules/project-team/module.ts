import { defineModule } from '../define-module.ts';
import { projectTeamById } from './loaders.ts';

export const projectTeam = defineModule({
  name: 'project-team',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  objects: {
    ProjectTeam: { loader: projectTeamById },
  },
  constraints: {
    project_teams_team_key: {
      code: 'TAKEN',
      message: 'The team belongs to the project already.',
      field: 'teamId',
    },
    project_teams_team_fkey: { code: 'NOT_FOUND', message: 'No such team.', field: 'teamId' },
    project_teams_project_fkey: { code: 'NOT_FOUND', message: 'No such project.', field: 'projectId' },
  },
  impersonated: {
    Project: ['teams'],
    Team: ['projects'],
    ProjectTeam: ['createdAt', 'id', 'level', 'project', 'team', 'updatedAt', 'version'],
  },
});
