import {
  type Authority,
  refuseInviter,
  refuseOthersThanPlatform,
  refusePermission,
} from '../../authorization/access.ts';
import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { ownMembershipByOrganization } from './loaders.ts';
import type { OrganizationRow } from '../organization/rows.ts';
import type { CallerAccess, CallerMembership } from '../../core/access.ts';

/** Resolves a field that says whether the viewer has the permission in the organization, whichever they selected. */
export const viewerCan =
  (permission: Permission) =>
  async (organization: OrganizationRow, _args: object, context: Context): Promise<boolean> =>
    refusePermission(await accessTo(organization, context), permission) === undefined;

/** Resolves whether the viewer may invite people to the organization. */
export const viewerCanInvite = async (
  organization: OrganizationRow,
  _args: object,
  context: Context,
): Promise<boolean> => refuseInviter(await accessTo(organization, context)) === undefined;

/**
 * Does the same for permissions that platform administrators have everywhere. Only they can end a suspension by the
 * platform.
 */
export const viewerOrPlatformCan =
  (permission: 'organization.suspend' | 'organization.reinstate') =>
  async (organization: OrganizationRow, _args: object, context: Context): Promise<boolean> => {
    const { status, suspendedBy } = organization;
    if (status === 'ARCHIVED') return false;
    if (permission === 'organization.reinstate' && status !== 'SUSPENDED') return false;
    if (status === 'SUSPENDED' && suspendedBy === 'PLATFORM' && !context.isPlatformAdmin) return false;
    return refuseOthersThanPlatform(await accessTo(organization, context), permission) === undefined;
  };

async function accessTo(organization: OrganizationRow, context: Context): Promise<CallerAccess> {
  const { id } = organization;
  const authority = await membershipIn(id, context);
  return {
    ...(await context.access()),
    requestedOrganization: id,
    membership: authority && toCallerMembership(organization, authority),
  };
}

/** Returns the membership with which a member's own requests in the organization are checked. */
export const toCallerMembership = (
  { id, status, adminsGrantAdmin, membersInvite }: OrganizationRow,
  { role, permissions }: Authority,
): CallerMembership => ({
  organizationId: id,
  organizationStatus: status,
  role,
  permissions: permissions ?? undefined,
  settings: { adminsGrantAdmin, membersInvite },
});

/** Returns the caller's authority in an organization. An API key has the role that it may use. */
export async function membershipIn(organizationId: string, context: Context): Promise<Authority | undefined> {
  const { membership, viewer } = await context.access();
  if (membership?.organizationId === organizationId) return membership;
  return viewer && context.load(ownMembershipByOrganization, organizationId);
}
