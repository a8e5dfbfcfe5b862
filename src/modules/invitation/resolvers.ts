import { systemDb } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { readToken } from '../../typed.ts';
import { hashToken } from '../session/tokens.ts';
import { accept, decline, inviteMember, mayManage, resendInvitation, revokeInvitation } from './actions.ts';
import {
  acceptInvitationInput,
  declineInvitationInput,
  inviteMemberInput,
  resendInvitationInput,
  revokeInvitationInput,
} from './input.ts';
import { findInvitationByToken, listReceivedInvitations } from './mailed.ts';
import { listInvitations } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    invitations: (_parent, args, { db, scope }) => listInvitations(db, scope, args),
    invitation: (_parent, { token }, context) =>
      findInvitationByToken(systemDb(context), hashToken(readToken(token))),
    receivedInvitations: (_parent, args, context) =>
      listReceivedInvitations(systemDb(context), context.viewer.id, args),
  },
  Invitation: {
    invitedBy: ({ invitedById }, _args, { loaders }) =>
      invitedById ? loaders.userById.load(invitedById) : null,
    viewerCanManage: (invitation, _args, context) => mayManage(context, invitation),
  },
  Mutation: {
    inviteMember: payload(inviteMemberInput, inviteMember),
    resendInvitation: payload(resendInvitationInput, resendInvitation),
    revokeInvitation: payload(revokeInvitationInput, revokeInvitation),
    acceptInvitation: payload(acceptInvitationInput, accept),
    declineInvitation: payload(declineInvitationInput, decline),
  },
};
