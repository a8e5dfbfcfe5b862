import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { addMember } from '../invitation/add-member.ts';
import {
  changeMemberRole,
  leaveOrganization,
  removeMember,
  setMemberRole,
  transferOwnership,
} from './actions.ts';
import {
  addMemberInput,
  reinstateMemberInput,
  removeMemberInput,
  setMemberRoleInput,
  suspendMemberInput,
  transferOwnershipInput,
  updateMemberRoleInput,
} from './input.ts';
import { memberPermissions } from './permissions.ts';
import { mayOverrule, mayTouch } from './rank.ts';
import { reinstateMember, suspendMember, suspensionSeenBy } from './suspension.ts';
import { listMemberships } from './queries.ts';

export const resolvers: Resolvers = {
  Organization: {
    members: ({ id }, args, context) => listMemberships(context.db, context.scopeOf(id), args),
  },
  Membership: {
    user: async ({ userId }, _args, { loaders }) => (await loaders.userById.load(userId))!,
    organization: async ({ organizationId }, _args, { loaders }) =>
      (await loaders.organizationById.load(organizationId))!,
    permissions: (member, _args, context) => memberPermissions(context, member),
    status: ({ holds }) => (holds ? 'ACTIVE' : 'SUSPENDED'),
    suspension: (member, _args, context) => suspensionSeenBy(context, member),
    viewerCanSuspend: (member, _args, context) =>
      mayOverrule(context, 'member.suspend', member) && member.userId !== context.actorId,
    viewerCanReinstate: (member, _args, context) =>
      mayOverrule(context, 'member.suspend', member) && !member.holds,
    viewerCanUpdateRole: (member, _args, context) => mayTouch(context, 'member.updateRole', member),
    viewerCanRemove: (member, _args, context) => mayOverrule(context, 'member.remove', member),
  },
  MembershipSuspension: {
    reason: ({ suspensionReason }) => suspensionReason!,
    since: ({ suspendedAt }) => suspendedAt!,
    until: ({ suspendedUntil }) => suspendedUntil,
    suspendedBy: ({ suspendedById }, _args, { loaders }) =>
      suspendedById ? loaders.userById.load(suspendedById) : undefined,
  },
  Mutation: {
    addMember: payload(addMemberInput, addMember),
    updateMemberRole: payload(updateMemberRoleInput, async (context, input) => ({
      membership: await changeMemberRole(context, input),
    })),
    setMemberRole: payload(setMemberRoleInput, async (context, input) => ({
      membership: await setMemberRole(context, input),
    })),
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
