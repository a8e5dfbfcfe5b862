import { isId } from '../../database/ids.ts';
import { badUserInput } from '../../errors.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { changeOrganization, createAnotherOrganization } from './actions.ts';
import {
  archiveOrganizationInput,
  createOrganizationInput,
  suspendOrganizationInput,
  updateOrganizationInput,
  updateOrganizationSettingsInput,
} from './input.ts';
import { changeAsOwner, reinstateOrganization, selectedOrganization, suspendOrganization } from './status.ts';
import { changeSettings } from './settings.ts';
import { findOrganizationBySlug, listOwnOrganizations } from './queries.ts';
import { listOrganizationStatusChanges } from './status-change-queries.ts';
import { organizationById } from './loaders.ts';
import { userById } from '../user/loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    organization: async (_parent, { id, slug }, context) => {
      if (id == null && slug == null)
        return selectedOrganization(context, (await context.access()).membership!.organizationId);
      if (id != null && slug != null) throw badUserInput('Give `id` or `slug`, not both.');
      if (id != null) return isId(id) ? context.load(organizationById, id.toLowerCase()) : null;
      return findOrganizationBySlug(context.db, slug!);
    },
    organizations: (_parent, args, { db, viewer }) => listOwnOrganizations(db, viewer.id, args),
  },
  Mutation: {
    createOrganization: payload(createOrganizationInput, async (context, input) => {
      const id = await createAnotherOrganization(context, input);
      return { organization: await context.load(organizationById, id) };
    }),
    updateOrganization: payload(updateOrganizationInput, async (context, input) => ({
      organization: await changeOrganization(context, input),
    })),
    updateOrganizationSettings: payload(updateOrganizationSettingsInput, async (context, input) => ({
      organization: await changeSettings(context, input),
    })),
    suspendOrganization: payload(suspendOrganizationInput, suspendOrganization),
    reinstateOrganization: payload(noInput, reinstateOrganization),
    archiveOrganization: payload(archiveOrganizationInput, (context, { reason }) =>
      changeAsOwner(context, { change: 'archive', reason }),
    ),
    restoreOrganization: payload(noInput, (context) => changeAsOwner(context, { change: 'restore' })),
    deleteOrganization: payload(noInput, async (context) => {
      const { organization } = await changeAsOwner(context, { change: 'delete' });
      return { deletedId: organization.id, deletesAt: organization.deletesAt };
    }),
  },
  Organization: {
    settings: (organization) => organization,
    suspension: ({ status, suspendedAt, suspendedUntil, suspendedBy, suspensionReason }) =>
      status === 'SUSPENDED' && suspendedAt && suspendedBy
        ? { reason: suspensionReason, since: suspendedAt, until: suspendedUntil, suspendedBy }
        : null,
    statusHistory: ({ id }, args, context) => listOrganizationStatusChanges(context.tenantOf(id), args),
  },
  OrganizationStatusChange: {
    changedBy: ({ changedById }, _args, context) =>
      changedById ? context.load(userById, changedById) : null,
  },
};
