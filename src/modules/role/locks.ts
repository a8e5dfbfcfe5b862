import type { Context } from '../../core/context.ts';
import { requireVersion } from '../../database/version.ts';
import { userError } from '../../errors.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { isBuiltIn } from './built-in.ts';
import { authorityOfRole, requireMayGrant } from './grants.ts';
import { findRolesByIds } from './queries.ts';
import type { OrganizationRoleRow } from './rows.ts';

/**
 * Locks the organization and returns the custom role.
 * Security: whoever lacks one of its permissions could take it from those who have it.
 * @throws NOT_FOUND, STALE_VERSION, FORBIDDEN_ROLE
 */
export async function lockRole(
  context: Context,
  { id, expectedVersion }: { id: string; expectedVersion?: number | null | undefined },
): Promise<OrganizationRoleRow> {
  await lockOrganizationFor(context, 'role.manage');
  if (isBuiltIn(id)) throw userError('FORBIDDEN_ROLE', 'Built-in roles cannot be changed.', 'id');
  const [found] = await findRolesByIds(context.tenant, [id]);
  const role = requireVersion(found, 'role', expectedVersion);
  requireMayGrant(context, authorityOfRole(role), 'id');
  return role;
}
