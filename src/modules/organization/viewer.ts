import { refuseOthersThanPlatform, refusePermission } from '../../authorization/access.ts';
import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../context.ts';
import type { OrganizationRow } from './queries.ts';

/** A field that tells whether the viewer may do this in the organization, whichever they selected. */
export const viewerCan =
  (permission: Permission) =>
  async (organization: OrganizationRow, _args: object, context: Context): Promise<boolean> =>
    refusePermission(await accessTo(organization, context), permission) === undefined;

/** The same, for what platform administrators may do everywhere; only they lift the platform's suspension. */
export const viewerOrPlatformCan =
  (permission: 'organization.suspend' | 'organization.reinstate') =>
  async (organization: OrganizationRow, _args: object, context: Context): Promise<boolean> => {
    const { status, suspendedBy } = organization;
    if (status === 'ARCHIVED') return false;
    if (permission === 'organization.reinstate' && status !== 'SUSPENDED') return false;
    if (status === 'SUSPENDED' && suspendedBy === 'PLATFORM' && !context.isPlatformAdmin) return false;
    return refuseOthersThanPlatform(await accessTo(organization, context), permission) === undefined;
  };

async function accessTo({ id, status }: OrganizationRow, context: Context) {
  const membership = await context.loaders.ownMembershipByOrganization.load(id);
  return {
    ...(await context.access()),
    requestedOrganization: id,
    membership: membership && { organizationId: id, organizationStatus: status, role: membership.role },
  };
}
