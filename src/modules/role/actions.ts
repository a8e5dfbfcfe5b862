import type { z } from 'zod';
import { nameOf } from '../../authorization/permission-names.ts';
import {
  type Permission,
  permissions,
  permissionsOfEveryMember,
  type Requirement,
} from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { countRows } from '../../database/count.ts';
import { userError } from '../../errors.ts';
import { announce } from '../../events/announce.ts';
import { describeOrigin } from '../audit/origin.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { builtInRoles } from './built-in.ts';
import { snapshotOf } from './events.ts';
import { authorityOfRole, requireMayGrant } from './grants.ts';
import type { createRoleInput, updateRoleInput } from './input.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { requireNobodyGains } from './known-secrets.ts';
import { lockRole } from './locks.ts';
import { findRolesByIds, insertRole, updateRole } from './queries.ts';
import type { OrganizationRoleRow } from './rows.ts';

const MAX_ROLES = 100;

/** Creates a custom role with permissions that the viewer has. @throws FORBIDDEN_ROLE, LIMIT_REACHED, TAKEN */
export async function createRole(
  context: Context,
  { name, description = null, basedOn, permissions: listed }: z.output<typeof createRoleInput>,
): Promise<{ role: OrganizationRoleRow }> {
  const { tenant } = context;
  await lockOrganizationFor(context, 'role.manage');
  const chosen = complete(listed);
  requireMayGrant(context, { role: basedOn, permissions: chosen }, 'permissions');
  requireFreeName(name);
  if ((await countRows(tenant, 'organization_roles')) >= MAX_ROLES)
    throw userError('LIMIT_REACHED', `An organization has at most ${MAX_ROLES} custom roles.`);
  const { id } = await insertRole(tenant, { name, description, basedOn, permissions: chosen });
  const role = (await findRolesByIds(tenant, [id]))[0]!;
  await recordAudit(context, {
    action: 'role.created',
    targetType: 'OrganizationRole',
    targetId: id,
    after: { name, basedOn, permissions: chosen },
  });
  await announce(context, [{ type: 'role.created', data: { role: snapshotOf(role) } }]);
  return { role };
}

/**
 * Changes a custom role, for all who have it. The viewer must have the permissions before and after the change.
 * @throws NOT_FOUND, STALE_VERSION, FORBIDDEN_ROLE, TAKEN
 */
export async function changeRole(
  context: Context,
  { id, expectedVersion, ...input }: z.output<typeof updateRoleInput>,
): Promise<{ role: OrganizationRoleRow }> {
  const { tenant, db, request } = context;
  const before = await lockRole(context, { id, expectedVersion });
  const changed = changedValues(before, {
    ...input,
    ...(input.permissions && { permissions: complete(input.permissions) }),
  });
  if (!changed) return { role: before };
  if (changed.permissions) {
    const after = { role: before.basedOn, permissions: changed.permissions };
    requireMayGrant(context, after, 'permissions');
    await requireNobodyGains(
      context,
      { roleId: id },
      { before: authorityOfRole(before), after, field: 'permissions' },
    );
  }
  if (changed.name) requireFreeName(changed.name);
  // The database audits what holders of the role can no longer keep.
  await describeOrigin(db, request);
  await updateRole(tenant, id, changed);
  const role = (await findRolesByIds(tenant, [id]))[0]!;
  const changedFields = Object.keys(changed) as (keyof typeof changed)[];
  await recordAudit(context, {
    action: 'role.updated',
    targetType: 'OrganizationRole',
    targetId: id,
    ...changes(before, role, ...changedFields),
  });
  await announce(context, [{ type: 'role.updated', data: { role: snapshotOf(role), changedFields } }]);
  // The viewer may have the role.
  await context.refreshAccess();
  return { role };
}

/** Every member has some permissions, listed or not. @throws INVALID for permissions that only owners can have */
function complete(listed: Permission[]): Permission[] {
  const owners = listed.find((each) => (permissions[each] as Requirement).ownersOnly);
  if (owners) throw userError('INVALID', `Only owners have ${nameOf(owners)}.`, 'permissions');
  return [...new Set([...listed, ...permissionsOfEveryMember])].toSorted();
}

const folded = (name: string) => name.normalize('NFKC').trim().toLowerCase();
const builtInNames = new Set(['guest', ...Object.values(builtInRoles).map(({ name }) => folded(name))]);

/** @throws TAKEN for the name of a built-in role. The database refuses that of another custom one. */
function requireFreeName(name: string): void {
  if (builtInNames.has(folded(name))) throw userError('TAKEN', 'A built-in role has this name.', 'name');
}
