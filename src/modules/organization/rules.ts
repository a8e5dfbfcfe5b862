import { can, canOrAdministersPlatform, isNoStranger, isSignedIn } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { organization: isNoStranger, organizations: isSignedIn },
  Mutation: {
    createOrganization: isSignedIn,
    updateOrganization: can('organization.update'),
    suspendOrganization: canOrAdministersPlatform('organization.suspend'),
    reinstateOrganization: canOrAdministersPlatform('organization.reinstate'),
    archiveOrganization: can('organization.archive'),
    restoreOrganization: can('organization.restore'),
    deleteOrganization: can('organization.delete'),
  },
};
