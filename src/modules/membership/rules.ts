import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    updateMemberRole: can('member.updateRole'),
    setMemberRole: can('member.updateRole'),
    setMemberGuest: can('member.updateRole'),
    removeMember: can('member.remove'),
    suspendMember: can('member.suspend'),
    reinstateMember: can('member.suspend'),
    leaveOrganization: can('organization.leave'),
    transferOwnership: can('ownership.transfer'),
  },
};
