import { defineAccess } from '../../support/define-access.ts';

export const access = defineAccess({
  subscriptions: {
    'Subscription.taskEvents': 'test/contract/subscriptions.test.ts',
    'Subscription.projectEvents': 'test/contract/subscriptions.test.ts',
    'Subscription.commentEvents': 'test/contract/subscriptions.test.ts',
    'Subscription.memberEvents': 'test/contract/subscriptions.test.ts',
    'Subscription.invitationEvents': 'test/contract/subscriptions.test.ts',
    'Subscription.labelEvents': 'test/contract/subscriptions.test.ts',
    'Subscription.organizationEvents': 'test/contract/subscriptions.test.ts',
    'Subscription.roleEvents': 'test/contract/subscriptions.test.ts',
  },
  heard: [
    'RoleEvent',
    'TaskEvent',
    'ProjectEvent',
    'CommentEvent',
    'MemberEvent',
    'InvitationEvent',
    'LabelEvent',
    'OrganizationEvent',
  ],
});
