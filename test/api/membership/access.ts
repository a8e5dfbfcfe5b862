import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  builtInOnly,
  entity,
  except,
  isHere,
  none,
  ofSelected,
  ownersOnly,
  ownersOnlyHere,
  ownId,
  page,
  pageOf,
  peopleWrite,
  personWrite,
  selected,
  withParent,
} from '../../support/isolation/classes.ts';
import { reference } from '../../support/isolation/foreign-ids.ts';

export const access = defineAccess({
  samples: {
    'Mutation.leaveOrganization': write('leaveOrganization'),
    'Mutation.transferOwnership': write('transferOwnership', ({ fellow }) => ({ userId: fellow.userId })),
    'Mutation.updateMemberRole': write('updateMemberRole', ({ fellow }) => ({
      userId: fellow.userId,
      role: 'ADMIN',
    })),
    'Mutation.setMemberRole': write('setMemberRole', ({ fellow }) => ({
      email: fellow.email,
      role: 'ADMIN',
    })),
    'Mutation.setMemberGuest': write('setMemberGuest', ({ fellow }) => ({
      userId: fellow.userId,
      guest: true,
    })),
    'Mutation.suspendMember': write('suspendMember', ({ fellow }) => ({
      userId: fellow.userId,
      reason: 'Lost',
    })),
    'Mutation.reinstateMember': write('reinstateMember', ({ fellow }) => ({ userId: fellow.userId })),
    'Mutation.removeMember': write('removeMember', ({ fellow }) => ({ userId: fellow.userId })),
  },
  fields: {
    'Mutation.leaveOrganization': personWrite('MEMBER', 'organization.leave'),
    'Mutation.transferOwnership': except(personWrite('OWNER', 'ownership.transfer'), (cell) =>
      isHere(cell) ? undefined : 'userErrors NOT_A_MEMBER',
    ),
    'Mutation.updateMemberRole': builtInOnly(peopleWrite('ADMIN', 'member.updateRole')),
    'Mutation.setMemberGuest': peopleWrite('ADMIN', 'member.updateRole'),
    'Mutation.setMemberRole': builtInOnly(peopleWrite('ADMIN', 'member.updateRole')),
    'Mutation.suspendMember': peopleWrite('ADMIN', 'member.suspend'),
    'Mutation.reinstateMember': peopleWrite('ADMIN', 'member.suspend'),
    'Mutation.removeMember': peopleWrite('ADMIN', 'member.remove'),
  },
  variants: {
    'Mutation.updateMemberRole to OWNER': {
      ...ownersOnly(peopleWrite('ADMIN', 'member.updateRole')),
      sample: write('updateMemberRole', ({ fellow }) => ({ userId: fellow.userId, role: 'OWNER' })),
    },
    'Mutation.updateMemberRole of an OWNER': {
      ...ownersOnlyHere(peopleWrite('ADMIN', 'member.updateRole')),
      sample: write('updateMemberRole', ({ owner }) => ({ userId: owner.userId, role: 'MEMBER' })),
    },
    'Mutation.updateMemberRole oneself to OWNER': {
      ...ownersOnly(peopleWrite('ADMIN', 'member.updateRole')),
      once: true,
      sample: write('updateMemberRole', (...who) => ({ userId: ownId(...who), role: 'OWNER' })),
    },
    'Mutation.setMemberRole to OWNER': {
      ...ownersOnly(peopleWrite('ADMIN', 'member.updateRole')),
      sample: write('setMemberRole', ({ fellow }) => ({ email: fellow.email, role: 'OWNER' })),
    },
    'Mutation.setMemberRole of an OWNER': {
      ...ownersOnlyHere(peopleWrite('ADMIN', 'member.updateRole')),
      sample: write('setMemberRole', ({ owner }) => ({ email: owner.email, role: 'MEMBER' })),
    },
    'Mutation.suspendMember an OWNER': {
      ...ownersOnlyHere(peopleWrite('ADMIN', 'member.suspend')),
      sample: write('suspendMember', ({ owner }) => ({ userId: owner.userId, reason: 'Lost' })),
    },
    'Mutation.removeMember an OWNER': {
      ...ownersOnlyHere(peopleWrite('ADMIN', 'member.remove')),
      sample: write('removeMember', ({ owner }) => ({ userId: owner.userId })),
    },
  },
  ids: {
    Membership: { table: 'memberships' },
  },
  nodes: {
    Membership: selected,
  },
  entities: {
    Membership: entity,
  },
  edges: {
    'User.memberships': withParent,
    'User.organizationMemberships': withParent,
    'Organization.members': ofSelected,
    ...pageOf('Membership'),
    'Membership.user': withParent,
    'Membership.organization': withParent,
    'Membership.assignedRole': withParent,
    'Membership.suspension': none,
    'MembershipSuspension.suspendedBy': none,
  },
  foreignIds: {
    'Mutation.setMemberGuest(input.userId)': reference(
      'setMemberGuest',
      'userId',
      'userId: $id, guest: true',
      ({ fellow }) => fellow.userId,
    ),
    'Mutation.updateMemberRole(input.roleId)': reference(
      'updateMemberRole',
      'roleId',
      ({ fellow }) => `userId: "${fellow.userId}", roleId: $id`,
      ({ roleId }) => roleId,
    ),
    'Mutation.setMemberRole(input.roleId)': reference(
      'setMemberRole',
      'roleId',
      ({ fellow }) => `userId: "${fellow.userId}", roleId: $id`,
      ({ roleId }) => roleId,
    ),
  },
  repeats: {
    'Mutation.setMemberGuest': ({ fellow }) => [{ userId: fellow.userId, guest: false }],
    'Mutation.leaveOrganization': 'ends an object',
    'Mutation.transferOwnership': 'is rejected for a user who is an owner already',
    'Mutation.removeMember': 'ends an object',
  },
  tenantTypes: [...page('Membership'), 'MembershipSuspension'],
  filters: { MembershipFilter: 'users' },
});
