import { pageFields } from '../../graphql/connection.ts';
import { defineModule } from '../define-module.ts';
import { teamById } from './loaders.ts';

const fields = [
  'id',
  'name',
  'handle',
  'description',
  'parent',
  'lead',
  'members',
  'version',
  'createdAt',
  'updatedAt',
];

export const team = defineModule({
  name: 'team',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  plan: () => import('./planned.ts'),
  objects: {
    Team: { loader: teamById },
  },
  constraints: {
    teams_name_key: { code: 'TAKEN', message: 'Another team has this name.', field: 'name' },
    teams_handle_key: { code: 'TAKEN', message: 'Another team has this handle.', field: 'handle' },
  },
  shareable: {
    Team: fields,
    Comment: ['mentionedTeams'],
    Membership: ['teams'],
    Subscription: ['teamEvents'],
    TeamEvent: ['type', 'teamId', 'team', 'changedFields'],
    ...pageFields('Membership'),
  },
  validated: {
    Team: ['viewerCanUpdate', 'viewerCanDelete'],
    Organization: ['viewerCanCreateTeams'],
  },
  impersonated: {
    Query: ['team', 'teams'],
    Comment: ['mentionedTeams'],
    Subscription: ['teamEvents'],
    Team: [...fields, 'viewerCanUpdate', 'viewerCanDelete', 'viewerCanManageMembers'],
    TeamEvent: ['type', 'teamId', 'team', 'changedFields'],
    Membership: ['teams'],
    Organization: ['viewerCanCreateTeams'],
  },
});
