import { refuseStranger, refuseUnknown } from '../../authorization/access.ts';
import { can, canOrAdministersPlatform, isNoGuestThere, isSignedIn } from '../../authorization/guards.ts';
import { guard, type RuleTree } from '../../authorization/shield.ts';
import type { QueryOrganizationArgs } from '../../generated/graphql.ts';

/**
 * Allows members of the selected organization, and its owners when it is archived. With an id or a slug, allows every
 * authenticated caller.
 */
const mayAsk = guard(async (context, _parent, args) => {
  const { id, slug } = args as QueryOrganizationArgs;
  const access = await context.access();
  return id == null && slug == null ? refuseStranger(access) : refuseUnknown(access);
});

export const rules: RuleTree = {
  Query: { organization: mayAsk, organizations: isSignedIn },
  Organization: { statusHistory: isNoGuestThere },
  Mutation: {
    createOrganization: isSignedIn,
    updateOrganization: can('organization.update'),
    updateOrganizationSettings: can('settings.update'),
    suspendOrganization: canOrAdministersPlatform('organization.suspend'),
    reinstateOrganization: canOrAdministersPlatform('organization.reinstate'),
    archiveOrganization: can('organization.archive'),
    restoreOrganization: can('organization.restore'),
    deleteOrganization: can('organization.delete'),
  },
};
