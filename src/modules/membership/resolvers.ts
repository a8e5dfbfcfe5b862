import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import {
  changeMemberRole,
  leaveOrganization,
  removeMember,
  setMemberRole,
  transferOwnership,
} from './actions.ts';
import { setGuest } from './guests.ts';
import {
  reinstateMemberInput,
  removeMemberInput,
  setMemberGuestInput,
  setMemberRoleInput,
  suspendMemberInput,
  transferOwnershipInput,
  updateMemberRoleInput,
} from './input.ts';
import { memberPermissions } from './member-permissions.ts';
import { canOverruleSuspension, canChangeMember } from './comparison.ts';
import { reinstateMember, suspendMember, suspensionSeenBy } from './suspension.ts';
import { membershipPageByUser, membershipsByUser, ownMembershipPage, ownMemberships } from './loaders.ts';
import { membershipIn, viewerCan, viewerCanInvite, viewerOrPlatformCan } from './viewer-permissions.ts';
import { listMemberships } from './lists.ts';
import { organizationById } from '../organization/loaders.ts';
import { roleOf } from '../role/loaders.ts';
import { userById } from '../user/loaders.ts';

export const resolvers: Resolvers = {
  User: {
    memberships: async (user, _args, context) => {
      if (user.id === (await context.access()).viewer?.id) return ownMemberships(context);
      return context.load(membershipsByUser, user.id);
    },
    organizationMemberships: async ({ id }, args, context) => {
      const loader = id === (await context.access()).viewer?.id ? ownMembershipPage : membershipPageByUser;
      return context.load(loader, id, args);
    },
  },
  Organization: {
    viewerRole: async ({ id }, _args, context) => (await membershipIn(id, context))?.role,
    viewerCanUpdate: viewerCan('organization.update'),
    viewerCanSuspend: viewerOrPlatformCan('organization.suspend'),
    viewerCanReinstate: viewerOrPlatformCan('organization.reinstate'),
    viewerCanArchive: viewerCan('organization.archive'),
    viewerCanRestore: (organization, args, context) =>
      organization.status === 'ARCHIVED' && viewerCan('organization.restore')(organization, args, context),
    viewerCanDelete: (organization, args, context) =>
      organization.deletesAt === null && viewerCan('organization.delete')(organization, args, context),
    viewerCanChangePlan: viewerCan('plan.change'),
    viewerCanTransferOwnership: viewerCan('ownership.transfer'),
    viewerCanAddMembers: viewerCan('member.add'),
    viewerCanInviteMembers: viewerCanInvite,
    viewerCanCreateProjects: viewerCan('project.manage'),
    viewerCanCreateTasks: viewerCan('task.write'),
    viewerCanSeeAuditEvents: viewerCan('audit.see'),
    viewerCanLeave: viewerCan('organization.leave'),
    viewerCanSeeInvitations: viewerCan('invitation.see'),
    viewerCanSeeApiKeys: viewerCan('apiKey.see'),
    viewerCanManageApiKeys: viewerCan('apiKey.manage'),
    viewerCanSeeWebhooks: viewerCan('webhook.see'),
    viewerCanManageWebhooks: viewerCan('webhook.manage'),
    viewerCanSeeUsage: viewerCan('usage.see'),
    viewerCanSeeBilling: viewerCan('billing.see'),
    members: ({ id }, args, context) => listMemberships(context.tenantOf(id), args),
  },
  Membership: {
    user: async ({ userId }, _args, context) => (await context.load(userById, userId))!,
    organization: async ({ organizationId }, _args, context) =>
      (await context.load(organizationById, organizationId))!,
    assignedRole: (member, _args, context) => roleOf(context, member),
    permissions: (member, _args, context) => memberPermissions(context, member),
    status: ({ holds }) => (holds ? 'ACTIVE' : 'SUSPENDED'),
    suspension: (member, _args, context) => suspensionSeenBy(context, member),
    viewerCanSuspend: (member, _args, context) =>
      canOverruleSuspension(context, 'member.suspend', member) && member.userId !== context.actorId,
    viewerCanReinstate: (member, _args, context) =>
      canOverruleSuspension(context, 'member.suspend', member) && !member.holds,
    viewerCanUpdateRole: (member, _args, context) => canChangeMember(context, 'member.updateRole', member),
    viewerCanRemove: (member, _args, context) => canOverruleSuspension(context, 'member.remove', member),
  },
  MembershipSuspension: {
    reason: ({ suspensionReason }) => suspensionReason!,
    since: ({ suspendedAt }) => suspendedAt!,
    until: ({ suspendedUntil }) => suspendedUntil,
    suspendedBy: ({ suspendedById }, _args, context) =>
      suspendedById ? context.load(userById, suspendedById) : undefined,
  },
  Mutation: {
    updateMemberRole: payload(updateMemberRoleInput, async (context, input) => ({
      membership: await changeMemberRole(context, input),
    })),
    setMemberRole: payload(setMemberRoleInput, async (context, input) => ({
      membership: await setMemberRole(context, input),
    })),
    setMemberGuest: payload(setMemberGuestInput, setGuest),
    removeMember: payload(removeMemberInput, async (context, input) => ({
      deletedId: await removeMember(context, input),
      userId: input.userId,
    })),
    suspendMember: payload(suspendMemberInput, suspendMember),
    reinstateMember: payload(reinstateMemberInput, reinstateMember),
    leaveOrganization: payload(noInput, async (context) => ({ deletedId: await leaveOrganization(context) })),
    transferOwnership: payload(transferOwnershipInput, async (context, input) => ({
      membership: await transferOwnership(context, input),
    })),
  },
};
