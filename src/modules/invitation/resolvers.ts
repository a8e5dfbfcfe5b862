import { systemDb } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { readToken } from '../../util/typed-codes.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import { inviteMember, mayManage, resendInvitation, revokeInvitation } from './actions.ts';
import { addMember } from './add-member.ts';
import {
  acceptInvitationInput,
  addMemberInput,
  declineInvitationInput,
  inviteMemberInput,
  resendInvitationInput,
  revokeInvitationInput,
} from './input.ts';
import { findInvitationByToken, listReceivedInvitations } from './mailed-queries.ts';
import { listInvitations } from './queries.ts';
import { projectsOfInvitation } from './loaders.ts';
import { projectById } from '../project/loaders.ts';
import { roleOf } from '../role/loaders.ts';
import { userById } from '../user/loaders.ts';
import { accept, decline } from './acceptance.ts';

export const resolvers: Resolvers = {
  Query: {
    invitations: (_parent, args, { tenant }) => listInvitations(tenant, args),
    invitation: (_parent, { token }, context) =>
      findInvitationByToken(systemDb(context), hashToken(readToken(token))),
    receivedInvitations: (_parent, args, context) =>
      listReceivedInvitations(systemDb(context), context.viewer.id, args),
  },
  Invitation: {
    projects: ({ id }, _args, context) => context.load(projectsOfInvitation, id),
    assignedRole: (invitation, _args, context) => roleOf(context, invitation),
    invitedBy: ({ invitedById }, _args, context) =>
      invitedById ? context.load(userById, invitedById) : null,
    viewerCanManage: (invitation, _args, context) => mayManage(context, invitation),
  },
  InvitedProject: {
    project: async ({ projectId }, _args, context) => (await context.load(projectById, projectId))!,
  },
  Mutation: {
    addMember: payload(addMemberInput, addMember),
    inviteMember: payload(inviteMemberInput, inviteMember),
    resendInvitation: payload(resendInvitationInput, resendInvitation),
    revokeInvitation: payload(revokeInvitationInput, revokeInvitation),
    acceptInvitation: payload(acceptInvitationInput, accept),
    declineInvitation: payload(declineInvitationInput, decline),
  },
};
