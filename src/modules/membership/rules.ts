import { can } from '../../authorization/guards.ts';
import { atMost } from '../../authorization/rate-limit.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    addMember: allOf(atMost(100, 15), can('member.add')),
    updateMemberRole: can('member.updateRole'),
    setMemberRole: can('member.updateRole'),
    removeMember: can('member.remove'),
    suspendMember: can('member.suspend'),
    reinstateMember: can('member.suspend'),
    leaveOrganization: can('organization.leave'),
    transferOwnership: can('ownership.transfer'),
  },
};
