import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { reference } from '../../support/isolation/foreign-ids.ts';
import { none, peopleWrite } from '../../support/isolation/classes.ts';
import { createServiceAccount } from '../../support/service-accounts.ts';
import { mutation } from '../../support/viewer-can.ts';

declare module '../../support/contract.ts' {
  interface Tenant {
    /** A user id. */
    serviceAccountId: string;
  }
}

export const access = defineAccess({
  fixture: async ({ owner }) => ({
    serviceAccountId: await createServiceAccount(owner.client, owner.userId),
  }),
  samples: {
    'Mutation.createServiceAccount': write('createServiceAccount', ({ fellow }) => ({
      name: 'Importer',
      responsibleId: fellow.userId,
    })),
    'Mutation.updateServiceAccount': write('updateServiceAccount', ({ serviceAccountId }) => ({
      userId: serviceAccountId,
      name: 'Exporter',
    })),
    'Mutation.deleteServiceAccount': write('deleteServiceAccount', ({ serviceAccountId }) => ({
      userId: serviceAccountId,
    })),
  },
  fields: {
    'Mutation.createServiceAccount': peopleWrite('ADMIN', 'serviceAccount.manage'),
    'Mutation.updateServiceAccount': peopleWrite('ADMIN', 'serviceAccount.manage'),
    'Mutation.deleteServiceAccount': peopleWrite('ADMIN', 'serviceAccount.manage'),
  },
  edges: {
    // Of a person.
    'Membership.responsible': none,
  },
  foreignIds: {
    'Mutation.createServiceAccount(input.responsibleId)': reference(
      'createServiceAccount',
      'responsibleId',
      'name: "Importer", responsibleId: $id',
      ({ fellow }) => fellow.userId,
    ),
    'Mutation.createServiceAccount(input.roleId)': reference(
      'createServiceAccount',
      'roleId',
      ({ fellow }) => `name: "Importer", responsibleId: "${fellow.userId}", roleId: $id`,
      ({ roleId }) => roleId,
    ),
    'Mutation.updateServiceAccount(input.userId)': reference(
      'updateServiceAccount',
      'userId',
      'userId: $id, name: "Exporter"',
      ({ serviceAccountId }) => serviceAccountId,
    ),
    'Mutation.updateServiceAccount(input.responsibleId)': reference(
      'updateServiceAccount',
      'responsibleId',
      ({ serviceAccountId }) => `userId: "${serviceAccountId}", responsibleId: $id`,
      ({ fellow }) => fellow.userId,
    ),
    'Mutation.deleteServiceAccount(input.userId)': reference(
      'deleteServiceAccount',
      'userId',
      'userId: $id',
      ({ serviceAccountId }) => serviceAccountId,
    ),
  },
  repeats: {
    'Mutation.createServiceAccount': 'creates an object',
    'Mutation.updateServiceAccount': ({ serviceAccountId, owner }) => [
      { userId: serviceAccountId },
      { userId: serviceAccountId, name: 'Deployment', description: null, responsibleId: owner.userId },
    ],
    'Mutation.deleteServiceAccount': 'ends an object',
  },
  viewerCan: {
    'Organization.viewerCanManageServiceAccounts': {
      select: () => 'organization { viewerCanManageServiceAccounts }',
      find: ({ organization }) => organization?.['viewerCanManageServiceAccounts'],
      attempt: ({ fellow }) =>
        mutation(`createServiceAccount(input: { name: "Importer", responsibleId: "${fellow.userId}" })`),
    },
  },
});
