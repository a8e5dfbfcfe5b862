import { type Tenant, write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { entity, page, pageOf, peopleWrite, selected, tenantRead } from '../../support/isolation/classes.ts';
import { reference } from '../../support/isolation/foreign-ids.ts';
import { mutation, ofNode } from '../../support/viewer-can.ts';
import { createRole } from '../../fixtures/roles.ts';

declare module '../../support/contract.ts' {
  interface Tenant {
    /** A custom role that nobody has. */
    roleId: string;
  }
}

const idOf = ({ roleId }: Tenant) => roleId;

export const access = defineAccess({
  fixture: async ({ owner }) => ({
    roleId: await createRole(owner, ['PROJECT_SEE', 'TASK_SEE'], { name: 'Reader' }),
  }),
  samples: {
    'Query.roles': { operation: '{ roles { nodes { id } } }' },
    'Mutation.createRole': write('createRole', () => ({
      name: 'Clerk',
      permissions: ['PROJECT_SEE', 'TASK_SEE'],
    })),
    'Mutation.updateRole': write('updateRole', ({ roleId }) => ({ id: roleId, name: 'Looker' })),
    'Mutation.deleteRole': write('deleteRole', ({ roleId }) => ({ id: roleId })),
  },
  fields: {
    'Query.roles': tenantRead('MEMBER', 'organization.see'),
    'Mutation.createRole': peopleWrite('ADMIN', 'role.manage'),
    'Mutation.updateRole': peopleWrite('ADMIN', 'role.manage'),
    'Mutation.deleteRole': peopleWrite('ADMIN', 'role.manage'),
  },
  liveSamples: {
    'Subscription.roleEvents': {
      operation: 'subscription { roleEvents { type roleId role { id name } changedFields } }',
      write: ({ owner, roleId }) =>
        owner.client.ask(
          'mutation ($id: ID!) { updateRole(input: { id: $id, name: "Watcher" }) { userErrors { code } } }',
          { id: roleId },
        ),
    },
  },
  webhookEvents: {
    types: ['role.created', 'role.updated', 'role.deleted'],
    cause: async ({ owner }) => {
      const id = await createRole(owner, ['PROJECT_SEE', 'TASK_SEE'], { name: 'Temporary' });
      await owner.client.ask(
        `mutation ($id: ID!) {
          updateRole(input: { id: $id, permissions: [TASK_SEE, PROJECT_SEE, TASK_WRITE] }) { userErrors { code } }
          deleteRole(input: { id: $id }) { userErrors { code } } }`,
        { id },
      );
    },
  },
  ids: {
    OrganizationRole: idOf,
  },
  nodes: {
    OrganizationRole: selected,
  },
  entities: {
    OrganizationRole: entity,
  },
  edges: {
    ...pageOf('OrganizationRole'),
  },
  foreignIds: {
    'Mutation.updateRole(input.id)': reference('updateRole', 'id', 'id: $id', idOf),
    'Mutation.deleteRole(input.id)': reference('deleteRole', 'id', 'id: $id', idOf),
    'Mutation.deleteRole(input.replaceWith)': reference(
      'deleteRole',
      'replaceWith',
      ({ roleId }) => `id: "${roleId}", replaceWith: $id`,
      idOf,
    ),
  },
  repeats: {
    'Mutation.createRole': 'creates an object',
    'Mutation.updateRole': ({ roleId }) => [
      { id: roleId },
      { id: roleId, name: ' Reader', permissions: ['TASK_SEE', 'PROJECT_SEE', 'TASK_SEE'] },
    ],
    'Mutation.deleteRole': 'ends an object',
  },
  viewerCan: {
    'OrganizationRole.viewerCanUpdate': ofNode('OrganizationRole', 'viewerCanUpdate', idOf, ({ roleId }) =>
      mutation(`updateRole(input: { id: "${roleId}", name: "New" })`),
    ),
    'OrganizationRole.viewerCanDelete': ofNode('OrganizationRole', 'viewerCanDelete', idOf, ({ roleId }) =>
      mutation(`deleteRole(input: { id: "${roleId}" })`),
    ),
    'OrganizationRole.viewerCanGrant': ofNode(
      'OrganizationRole',
      'viewerCanGrant',
      idOf,
      ({ roleId, fellow }) =>
        mutation(`updateMemberRole(input: { userId: "${fellow.userId}", roleId: "${roleId}" })`),
    ),
  },
  shortTexts: ['OrganizationRole.name', 'OrganizationRole.description'],
  tenantTypes: [...page('OrganizationRole')],
  filters: { OrganizationRoleFilter: 'organization_roles' },
});
