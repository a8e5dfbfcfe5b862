import { defineModule } from '../define-module.ts';

export const event = defineModule({
  name: 'event',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  shareable: {
    Subscription: [
      'taskEvents',
      'projectEvents',
      'commentEvents',
      'memberEvents',
      'invitationEvents',
      'labelEvents',
      'organizationEvents',
    ],
    TaskEvent: ['type', 'taskId', 'task', 'changedFields'],
    ProjectEvent: ['type', 'projectId', 'project', 'changedFields'],
    CommentEvent: ['type', 'commentId', 'taskId', 'comment', 'changedFields'],
    MemberEvent: ['type', 'membershipId', 'userId', 'membership', 'changedFields'],
    InvitationEvent: ['type', 'invitationId', 'invitation', 'changedFields'],
    LabelEvent: ['type', 'labelId', 'label', 'changedFields'],
    OrganizationEvent: ['type', 'organization', 'changedFields'],
  },
  impersonated: {
    Subscription: [
      'taskEvents',
      'projectEvents',
      'commentEvents',
      'labelEvents',
      'memberEvents',
      'organizationEvents',
    ],
    CommentEvent: ['changedFields', 'comment', 'commentId', 'taskId', 'type'],
    LabelEvent: ['changedFields', 'label', 'labelId', 'type'],
    MemberEvent: ['changedFields', 'membership', 'membershipId', 'type', 'userId'],
    OrganizationEvent: ['changedFields', 'organization', 'type'],
    ProjectEvent: ['changedFields', 'project', 'projectId', 'type'],
    TaskEvent: ['changedFields', 'task', 'taskId', 'type'],
  },
});
