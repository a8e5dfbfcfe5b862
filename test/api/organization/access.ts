import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  belongs,
  lookup,
  none,
  notForGuests,
  ofSelected,
  page,
  pageOf,
  personal,
  tenantRead,
  tenantWrite,
  tenantWriteAlways,
  withParent,
  type Cell,
  type Declared,
} from '../../support/isolation/classes.ts';

/** Archived or not. */
const ownsSelected = ({ caller }: Cell) => caller.role === 'OWNER' && caller.home === caller.selected;

/** An owner of the organization, suspended or not, or a platform administrator. */
const ownersOrPlatform: Declared = {
  ...tenantWriteAlways('OWNER', 'organization.suspend'),
  label: 'write always, OWNER; platform',
  shows: 'target',
  touches: 'target',
  expect: (cell) =>
    cell.caller.platformAdmin ? 'ok' : tenantWriteAlways('OWNER', 'organization.suspend').expect(cell),
};

/** An owner, suspended or archived or not. */
const recovering: Declared = {
  ...tenantWriteAlways('OWNER', 'organization.delete'),
  label: 'write always, OWNER; archived, too',
  expect: (cell) =>
    ownsSelected(cell) ? 'ok' : tenantWriteAlways('OWNER', 'organization.delete').expect(cell),
};

const own = lookup("the viewer's own", belongs);

export const access = defineAccess({
  samples: {
    'Query.organization': { operation: '{ organization { id } }' },
    'Query.organizations': { operation: '{ organizations { nodes { id } } }' },
    'Mutation.createOrganization': write('createOrganization', () => ({ name: 'Second harbour' })),
    'Mutation.updateOrganization': write('updateOrganization', () => ({ name: 'Renamed harbour' })),
    'Mutation.updateOrganizationSettings': write('updateOrganizationSettings', () => ({
      membersInvite: true,
    })),
    'Mutation.suspendOrganization': write('suspendOrganization', () => ({ reason: 'Unpaid' })),
    'Mutation.reinstateOrganization': write('reinstateOrganization'),
    'Mutation.archiveOrganization': write('archiveOrganization', () => ({ reason: 'Done' })),
    'Mutation.restoreOrganization': write('restoreOrganization'),
    'Mutation.deleteOrganization': write('deleteOrganization'),
  },
  personal: ['Query.organizations', 'Mutation.createOrganization'],
  fields: {
    'Query.organization': {
      ...tenantRead('MEMBER', 'organization.see'),
      label: 'read, MEMBER; archived: OWNER',
      // Without an id it is the selected one; with one, see the variant below.
      once: true,
      expect: (cell) => (ownsSelected(cell) ? 'ok' : tenantRead('MEMBER', 'organization.see').expect(cell)),
    },
    'Query.organizations': personal,
    'Mutation.createOrganization': personal,
    'Mutation.updateOrganization': tenantWrite('OWNER', 'organization.update'),
    'Mutation.updateOrganizationSettings': tenantWrite('OWNER', 'settings.update'),
    'Mutation.suspendOrganization': ownersOrPlatform,
    'Mutation.reinstateOrganization': ownersOrPlatform,
    'Mutation.archiveOrganization': tenantWriteAlways('OWNER', 'organization.archive'),
    'Mutation.restoreOrganization': recovering,
    'Mutation.deleteOrganization': recovering,
  },
  variants: {
    'Query.organization by id': {
      ...own,
      sample: {
        operation: 'query ($id: ID!) { organization(id: $id) { id } }',
        variables: ({ organizationId }) => ({ id: organizationId }),
      },
    },
  },
  ids: {
    Organization: ({ organizationId }) => organizationId,
  },
  nodes: {
    Organization: own,
  },
  entities: {
    Organization: own,
  },
  edges: {
    ...pageOf('Organization'),
    'Organization.statusHistory': notForGuests(ofSelected),
    'Organization.settings': withParent,
    'Organization.suspension': none,
    ...pageOf('OrganizationStatusChange'),
    'OrganizationStatusChange.changedBy': withParent,
  },
  repeats: {
    'Mutation.createOrganization': 'creates an object',
    'Mutation.updateOrganizationSettings': () => [{}, { adminsGrantAdmin: true, membersInvite: false }],
    'Mutation.archiveOrganization': 'ends an object',
    'Mutation.deleteOrganization': 'ends an object',
  },
  tenantTypes: [
    ...page('Organization'),
    ...page('OrganizationStatusChange'),
    'OrganizationSettings',
    'OrganizationSuspension',
  ],
  filters: { OrganizationFilter: 'organizations' },
});
