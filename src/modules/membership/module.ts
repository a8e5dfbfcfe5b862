import { defineModule } from '../define-module.ts';
import { membershipJobs } from './jobs.ts';
import { membershipById } from './loaders.ts';

export const membership = defineModule({
  name: 'membership',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  plan: () => import('./planned.ts'),
  jobs: membershipJobs,
  objects: {
    Membership: { loader: membershipById },
  },
  constraints: {
    memberships_user_key: {
      code: 'ALREADY_A_MEMBER',
      message: 'The user is a member already.',
      field: 'email',
    },
  },
  conditionCosts: {
    // Searches two texts of each row.
    'MembershipFilter.search': 50,
  },
  shareable: {
    Membership: ['id', 'user', 'role', 'status', 'createdAt', 'updatedAt'],
  },
  validated: {
    Organization: [
      'viewerRole',
      'viewerCanUpdate',
      'viewerCanSuspend',
      'viewerCanReinstate',
      'viewerCanArchive',
      'viewerCanRestore',
      'viewerCanDelete',
      'viewerCanChangePlan',
      'viewerCanTransferOwnership',
      'viewerCanAddMembers',
      'viewerCanCreateProjects',
      'viewerCanCreateTasks',
      'viewerCanSeeAuditEvents',
      'viewerCanLeave',
      'viewerCanSeeInvitations',
      'viewerCanSeeApiKeys',
      'viewerCanManageApiKeys',
      'viewerCanSeeWebhooks',
      'viewerCanManageWebhooks',
      'viewerCanSeeUsage',
      'viewerCanSeeBilling',
    ],
    Membership: ['viewerCanUpdateRole'],
  },
});
