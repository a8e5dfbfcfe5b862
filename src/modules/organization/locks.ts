import { recheckPermission } from '../../authorization/permission-checks.ts';
import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { lockOrganization } from './queries.ts';
import type { PlanRef } from './rows.ts';

/**
 * Locks the organization, so that its members, roles and secrets change one at a time, and checks the viewer's permission
 * again.
 *
 * Security: a person who is being removed could act once more after the removal. The lock orders the two, and the
 * permission may have changed while this waited.
 */
export async function lockOrganizationFor(context: Context, permission: Permission): Promise<PlanRef> {
  const plan = await lockOrganization(context.tenant);
  await recheckPermission(context, permission);
  return plan;
}
