import { hasPermission } from '../../authorization/permission-checks.ts';
import { includesRole } from '../../authorization/access.ts';
import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import type { Role } from '../../generated/enums.ts';
import type { MembershipRow } from './rows.ts';

/**
 * Returns whether the viewer may change this membership. Nobody may change a member with a higher role than their own.
 */
export function canChangeMember(
  context: Context,
  permission: Permission,
  { organizationId, role }: MembershipRow,
): boolean {
  return (
    hasPermission(context, permission) &&
    context.scope.id === organizationId &&
    includesRole(context.membership.role, role)
  );
}

export function assertCanChangeMember(
  [member]: MembershipRow[],
  viewerRole: Role,
  field: string,
): MembershipRow {
  if (!member) throw userError('NOT_FOUND', 'No such member.', field);
  if (!includesRole(viewerRole, member.role)) {
    throw userError('FORBIDDEN_ROLE', "This member's role is higher than yours.", field);
  }
  return member;
}

const outranksSuspension = (role: Role, { holds, suspendedByRole }: MembershipRow): boolean =>
  holds || includesRole(role, suspendedByRole ?? 'OWNER');

/** Returns whether the viewer may change this membership and end its suspension, if it is suspended. */
export const canOverruleSuspension = (
  context: Context,
  permission: Permission,
  member: MembershipRow,
): boolean =>
  canChangeMember(context, permission, member) && outranksSuspension(context.membership.role, member);

/**
 * Security: an administrator could cancel a suspension that an owner imposed on another administrator: by reinstating
 * them, by suspending them again for two seconds, or by removing and adding them. Only members with at least the role
 * of the person who suspended may change a suspended membership.
 * @throws FORBIDDEN_ROLE
 */
export function assertCanOverruleSuspension(role: Role, member: MembershipRow): void {
  if (!outranksSuspension(role, member))
    throw userError(
      'FORBIDDEN_ROLE',
      'Somebody with a higher role than yours suspended this member.',
      'userId',
    );
}
