import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    addMember: can('member.add'),
    updateMemberRole: can('member.updateRole'),
    removeMember: can('member.remove'),
    leaveOrganization: can('organization.leave'),
    transferOwnership: can('ownership.transfer'),
  },
};
