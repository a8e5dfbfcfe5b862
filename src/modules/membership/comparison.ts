import { type Authority, includesAuthority } from '../../authorization/access.ts';
import { callerAuthority, hasPermission } from '../../authorization/permission-checks.ts';
import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import type { MembershipRow } from './rows.ts';

/**
 * Returns whether the viewer may change this membership. Nobody may change a member who has permissions that they lack.
 */
export function canChangeMember(context: Context, permission: Permission, member: MembershipRow): boolean {
  return (
    hasPermission(context, permission) &&
    context.scope.id === member.organizationId &&
    includesAuthority(callerAuthority(context), member)
  );
}

export function assertCanChangeMember(
  context: Context,
  [member]: MembershipRow[],
  field: string,
): MembershipRow {
  if (!member) throw userError('NOT_FOUND', 'No such member.', field);
  if (!includesAuthority(callerAuthority(context), member)) {
    throw userError('FORBIDDEN_ROLE', "This member's role is higher than yours.", field);
  }
  return member;
}

/** The authority that the suspending person had at that time. */
const suspender = ({ suspendedByRole, suspendedByPermissions }: MembershipRow): Authority =>
  suspendedByRole ? { role: suspendedByRole, permissions: suspendedByPermissions } : { role: 'OWNER' };

const overrulesSuspension = (context: Context, member: MembershipRow): boolean =>
  member.holds || includesAuthority(callerAuthority(context), suspender(member));

/** Returns whether the viewer may change this membership and end its suspension, if it is suspended. */
export const canOverruleSuspension = (
  context: Context,
  permission: Permission,
  member: MembershipRow,
): boolean => canChangeMember(context, permission, member) && overrulesSuspension(context, member);

/**
 * Security: an administrator could cancel a suspension that an owner imposed on another administrator: by reinstating
 * them, by suspending them again for two seconds, or by removing and adding them. Only members with all permissions of
 * the person who suspended may change a suspended membership.
 * @throws FORBIDDEN_ROLE
 */
export function assertCanOverruleSuspension(context: Context, member: MembershipRow): void {
  if (!overrulesSuspension(context, member))
    throw userError(
      'FORBIDDEN_ROLE',
      'Somebody with a higher role than yours suspended this member.',
      'userId',
    );
}
