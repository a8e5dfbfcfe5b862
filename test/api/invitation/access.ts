import { randomUUID } from 'node:crypto';
import { Client, register } from '../../support/client.ts';
import { write, type Caller, type Tenant } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  builtInOnly,
  entityWith,
  except,
  selectedWith,
  ownersOnly,
  open,
  page,
  pageOf,
  peopleWrite,
  personal,
  tenantRead,
  visitor,
  withParent,
} from '../../support/isolation/classes.ts';
import { reference } from '../../support/isolation/foreign-ids.ts';

/** Somebody who is no member yet. */
const newcomer = async ({ owner }: Tenant, _caller: Caller) => {
  const { email } = await register(new Client(owner.client.url), 'Nora Newcomer');
  return { email, role: 'MEMBER' };
};

declare module '../../support/contract.ts' {
  interface Tenant {
    /** Of a guest, who is given the project. */
    guestInvitationId: string;
  }
}

export const access = defineAccess({
  fixture: async ({ owner, projectId }) => {
    const { inviteMember } = await owner.client.ask(
      `mutation ($input: InviteMemberInput!) {
        inviteMember(input: $input) { invitation { id } userErrors { code } } }`,
      {
        input: {
          email: `${randomUUID()}@polity.test`,
          guest: true,
          projects: [{ projectId, level: 'VIEW' }],
        },
      },
    );
    return { guestInvitationId: inviteMember.invitation.id };
  },
  fixtureNeeds: ['projectId'],
  samples: {
    'Query.invitation': { operation: '{ invitation(token: "unknown") { organizationName } }' },
    'Query.receivedInvitations': { operation: '{ receivedInvitations { nodes { id } } }' },
    'Query.invitations': { operation: '{ invitations { nodes { id } } }' },
    'Mutation.inviteMember': write('inviteMember', () => ({ email: `${randomUUID()}@polity.test` })),
    'Mutation.resendInvitation': write('resendInvitation', ({ invitationId }) => ({ id: invitationId })),
    'Mutation.revokeInvitation': write('revokeInvitation', ({ invitationId }) => ({ id: invitationId })),
    'Mutation.acceptInvitation': write('acceptInvitation', () => ({ token: 'unknown' })),
    'Mutation.declineInvitation': write('declineInvitation', () => ({ token: 'unknown' })),
    'Mutation.addMember': write('addMember', newcomer),
  },
  personal: [
    'Query.invitation',
    'Query.receivedInvitations',
    'Mutation.acceptInvitation',
    'Mutation.declineInvitation',
  ],
  fields: {
    // Tokens come by mail: its own tests have right ones.
    'Query.invitation': except(open, () => 'null'),
    'Query.receivedInvitations': personal,
    'Query.invitations': tenantRead('ADMIN', 'invitation.see'),
    'Mutation.acceptInvitation': except(personal, () => 'userErrors INVALID_TOKEN'),
    'Mutation.declineInvitation': except(visitor, () => 'userErrors INVALID_TOKEN'),
    'Mutation.inviteMember': { ...peopleWrite('ADMIN', 'invitation.manage'), once: true },
    'Mutation.resendInvitation': peopleWrite('ADMIN', 'invitation.manage'),
    'Mutation.revokeInvitation': peopleWrite('ADMIN', 'invitation.manage'),
    'Mutation.addMember': { ...peopleWrite('ADMIN', 'member.add'), once: true },
  },
  variants: {
    'Mutation.addMember as ADMIN': {
      once: true,
      ...builtInOnly(peopleWrite('ADMIN', 'member.add')),
      sample: write('addMember', async (...who) => ({ ...(await newcomer(...who)), role: 'ADMIN' })),
    },
    'Mutation.addMember as OWNER': {
      once: true,
      ...ownersOnly(peopleWrite('ADMIN', 'member.add')),
      sample: write('addMember', async (...who) => ({ ...(await newcomer(...who)), role: 'OWNER' })),
    },
  },
  ids: {
    Invitation: ({ guestInvitationId }) => guestInvitationId,
  },
  nodes: {
    Invitation: selectedWith('invitation.see'),
  },
  entities: {
    Invitation: entityWith('invitation.see'),
  },
  edges: {
    ...pageOf('Invitation'),
    'Invitation.invitedBy': withParent,
    'Invitation.assignedRole': withParent,
    'Invitation.projects': withParent,
    'InvitedProject.project': withParent,
  },
  foreignIds: {
    'Mutation.inviteMember(input.roleId)': reference(
      'inviteMember',
      'roleId',
      'email: "nobody@polity.test", roleId: $id',
      ({ roleId }) => roleId,
    ),
    'Mutation.inviteMember(input.projects.projectId)': reference(
      'inviteMember',
      'projects.0.projectId',
      'email: "nobody@polity.test", guest: true, projects: [{ projectId: $id, level: VIEW }]',
      ({ projectId }) => projectId,
    ),
    'Mutation.addMember(input.roleId)': reference(
      'addMember',
      'roleId',
      'email: "nobody@polity.test", roleId: $id',
      ({ roleId }) => roleId,
    ),
  },
  repeats: {
    'Mutation.inviteMember': 'creates an object',
    'Mutation.resendInvitation': 'sends a message',
    'Mutation.revokeInvitation': 'ends an object',
    'Mutation.acceptInvitation': 'creates an object',
    'Mutation.declineInvitation': 'ends an object',
    'Mutation.addMember': 'creates an object',
  },
  tenantTypes: [...page('Invitation'), 'InvitedProject'],
  otherTypes: [
    // For whoever has the token of the mail.
    'InvitationPreview',
    ...page('ReceivedInvitation'),
  ],
  filters: { InvitationFilter: 'invitations' },
});
