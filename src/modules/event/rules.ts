import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Subscription: {
    taskEvents: can('task.see'),
    projectEvents: can('project.see'),
    commentEvents: can('task.see'),
    memberEvents: can('organization.see'),
    invitationEvents: can('invitation.see'),
    labelEvents: can('task.see'),
    roleEvents: can('organization.see'),
    organizationEvents: can('organization.see'),
  },
};
