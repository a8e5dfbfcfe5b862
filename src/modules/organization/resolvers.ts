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
} from './input.ts';
import {
  changeAsOwner,
  reinstateOrganization,
  selectedOrganization,
  suspendOrganization,
} from './lifecycle.ts';
import { findOrganizationBySlug, listOwnOrganizations } from './queries.ts';
import { listOrganizationStatusChanges } from './status-changes.ts';
import { membershipIn, viewerCan, viewerOrPlatformCan } from './viewer.ts';

export const resolvers: Resolvers = {
  Query: {
    organization: async (_parent, { id, slug }, context) => {
      if (id == null && slug == null)
        return selectedOrganization(context, (await context.access()).membership!.organizationId);
      if (id != null && slug != null) throw badUserInput('Give `id` or `slug`, not both.');
      if (id != null) return isId(id) ? context.loaders.organizationById.load(id.toLowerCase()) : null;
      return findOrganizationBySlug(context.db, slug!);
    },
    organizations: (_parent, args, { db, viewer }) => listOwnOrganizations(db, viewer.id, args),
  },
  Mutation: {
    createOrganization: payload(createOrganizationInput, async (context, input) => {
      const id = await createAnotherOrganization(context, input);
      return { organization: await context.loaders.organizationById.load(id) };
    }),
    updateOrganization: payload(updateOrganizationInput, async (context, input) => ({
      organization: await changeOrganization(context, input),
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
    suspension: ({ status, suspendedAt, suspendedUntil, suspendedBy, suspensionReason }) =>
      status === 'SUSPENDED' && suspendedAt && suspendedBy
        ? { reason: suspensionReason, since: suspendedAt, until: suspendedUntil, suspendedBy }
        : null,
    statusHistory: ({ id }, args, context) =>
      listOrganizationStatusChanges(context.db, context.scopeOf(id), args),
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
    viewerCanCreateProjects: viewerCan('project.manage'),
    viewerCanCreateTasks: viewerCan('task.write'),
    viewerCanSeeAuditEvents: viewerCan('audit.see'),
    viewerCanLeave: viewerCan('organization.leave'),
    viewerCanSeeInvitations: viewerCan('invitation.see'),
    viewerCanSeeApiKeys: viewerCan('apiKey.see'),
    viewerCanManageApiKeys: viewerCan('apiKey.manage'),
    viewerCanSeeUsage: viewerCan('usage.see'),
    viewerCanSeeBilling: viewerCan('billing.see'),
  },
  OrganizationStatusChange: {
    changedBy: ({ changedById }, _args, { loaders }) =>
      changedById ? loaders.userById.load(changedById) : null,
  },
};
