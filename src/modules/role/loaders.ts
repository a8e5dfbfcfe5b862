import type { Context } from '../../core/context.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import type { Role } from '../../generated/enums.ts';
import { builtInRoles, isBuiltIn } from './built-in.ts';
import { findOwnRoles, findRolesByIds } from './queries.ts';
import type { OrganizationRoleRow } from './rows.ts';

/** A role of the selected organization, or a built-in one by its name. */
export const roleById = defineLoader(async (context, ids) => {
  const custom = ids.filter((id) => !isBuiltIn(id));
  const found = byId(ids, custom.length > 0 ? await findRolesByIds(context.tenant, custom) : []);
  return ids.map((id, index) => (isBuiltIn(id) ? builtInRoles[id] : found[index]));
});

/** A role that the viewer has in any organization. */
const ownRoleById = defineLoader(async (context, ids) =>
  byId(ids, await findOwnRoles(context.db, context.viewer.id, ids)),
);

/** Returns the role of a membership or an invitation. */
export async function roleOf(
  context: Context,
  { organizationId, role, roleId }: { organizationId?: string; role: Role; roleId: string | null },
): Promise<OrganizationRoleRow> {
  if (!roleId) return builtInRoles[role];
  const isSelected =
    organizationId === undefined || (context.hasScope && context.scope.id === organizationId);
  // It is gone only if a subscriber reads a role that was just deleted.
  return (await context.load(isSelected ? roleById : ownRoleById, roleId)) ?? builtInRoles[role];
}
