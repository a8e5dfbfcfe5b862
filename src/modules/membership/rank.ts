import { includesRole } from '../../authorization/access.ts';
import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../context.ts';
import { userError } from '../../errors.ts';
import type { Role } from '../../generated/graphql.ts';
import type { MembershipRow } from './queries.ts';

/** Whether the viewer may change this membership: never one that stands above their own. */
export function mayTouch(
  context: Context,
  permission: Permission,
  { organizationId, role }: MembershipRow,
): boolean {
  return (
    context.can(permission) &&
    context.scope.id === organizationId &&
    includesRole(context.membership.role, role)
  );
}

export function requireTouchable([member]: MembershipRow[], viewerRole: Role, field: string): MembershipRow {
  if (!member) throw userError('NOT_FOUND', 'No such member.', field);
  if (!includesRole(viewerRole, member.role)) {
    throw userError('FORBIDDEN_ROLE', 'The member stands above you.', field);
  }
  return member;
}

const reachesSuspension = (role: Role, { holds, suspendedByRole }: MembershipRow): boolean =>
  holds || includesRole(role, suspendedByRole ?? 'OWNER');

/** Whether the viewer may change this membership and, if it is suspended, what somebody decided by that. */
export const mayOverrule = (context: Context, permission: Permission, member: MembershipRow): boolean =>
  mayTouch(context, permission, member) && reachesSuspension(context.membership.role, member);

/**
 * Security: an administrator could end at once what an owner imposed on a fellow administrator: by reinstating them, by
 * suspending them anew for two seconds, or by removing them and adding them again. Whoever suspended somebody is overruled
 * by nobody of a lower role than they had.
 *
 * @throws FORBIDDEN_ROLE
 */
export function requireOverrulable(role: Role, member: MembershipRow): void {
  if (!reachesSuspension(role, member))
    throw userError('FORBIDDEN_ROLE', 'Somebody who stands above you suspended the member.', 'userId');
}
