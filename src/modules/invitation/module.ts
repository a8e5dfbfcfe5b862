import { defineModule } from '../define-module.ts';
import { invitationJobs } from './jobs.ts';
import { invitationById } from './loaders.ts';

export const invitation = defineModule({
  name: 'invitation',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: invitationJobs,
  objects: {
    Invitation: { loader: invitationById, permission: 'invitation.see' },
  },
  constraints: {
    invitations_pending_key: { code: 'TAKEN', message: 'The address is already invited.', field: 'email' },
  },
  shareable: {
    Invitation: [
      'id',
      'email',
      'role',
      'guest',
      'assignedRole',
      'status',
      'invitedBy',
      'expiresAt',
      'createdAt',
      'updatedAt',
    ],
  },
});
