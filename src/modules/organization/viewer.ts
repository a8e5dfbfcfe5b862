import { type Access, refuseOthersThanPlatform, refusePermission } from '../../authorization/access.ts';
import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../context.ts';
import type { Role } from '../../generated/graphql.ts';
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

async function accessTo(organization: OrganizationRow, context: Context): Promise<Access> {
  const { id, status } = organization;
  const membership = await membershipIn(id, context);
  return {
    ...(await context.access()),
    requestedOrganization: id,
    membership: membership && { organizationId: id, organizationStatus: status, role: membership.role },
  };
}

/** What the caller is in an organization: an API key has the role that it may use. */
export async function membershipIn(
  organizationId: string,
  context: Context,
): Promise<{ role: Role } | undefined> {
  const { membership, viewer } = await context.access();
  if (membership?.organizationId === organizationId) return membership;
  return viewer && context.loaders.ownMembershipByOrganization.load(organizationId);
}
