import { can, canInvite, hasNoInvalidCredentials, isAnyone, isSignedIn } from '../../authorization/guards.ts';
import { atMost } from '../../authorization/rate-limit.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: {
    invitations: can('invitation.see'),
    invitation: allOf(atMost(60, 15), isAnyone),
    receivedInvitations: isSignedIn,
  },
  Mutation: {
    addMember: allOf(atMost(100, 15), can('member.add')),
    inviteMember: allOf(atMost(100, 15), canInvite),
    resendInvitation: can('invitation.manage'),
    revokeInvitation: can('invitation.manage'),
    acceptInvitation: isSignedIn,
    declineInvitation: allOf(atMost(30, 15), hasNoInvalidCredentials),
  },
};
