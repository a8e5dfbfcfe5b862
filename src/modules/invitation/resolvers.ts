import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { accept, decline, inviteMember, resendInvitation, revokeInvitation } from './actions.ts';
import {
  acceptInvitationInput,
  declineInvitationInput,
  inviteMemberInput,
  resendInvitationInput,
  revokeInvitationInput,
} from './input.ts';
import { listInvitations } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    invitations: (_parent, args, { db, scope }) => listInvitations(db, scope, args),
  },
  Invitation: {
    invitedBy: ({ invitedById }, _args, { loaders }) =>
      invitedById ? loaders.userById.load(invitedById) : null,
  },
  Mutation: {
    inviteMember: payload(inviteMemberInput, inviteMember),
    resendInvitation: payload(resendInvitationInput, resendInvitation),
    revokeInvitation: payload(revokeInvitationInput, revokeInvitation),
    acceptInvitation: payload(acceptInvitationInput, accept),
    declineInvitation: payload(declineInvitationInput, decline),
  },
};
