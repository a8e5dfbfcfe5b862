import { can, isNoGuest } from '../../authorization/guards.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Subscription: {
    taskEvents: can('task.see'),
    projectEvents: can('project.see'),
    commentEvents: can('task.see'),
    memberEvents: allOf(can('organization.see'), isNoGuest),
    invitationEvents: can('invitation.see'),
    labelEvents: allOf(can('task.see'), isNoGuest),
    roleEvents: allOf(can('organization.see'), isNoGuest),
    organizationEvents: allOf(can('organization.see'), isNoGuest),
  },
};
