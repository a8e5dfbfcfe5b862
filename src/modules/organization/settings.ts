import type { z } from 'zod';
import { recheckPermission } from '../../authorization/permission-checks.ts';
import type { CallerSettings } from '../../core/access.ts';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { changes, recordAudit } from '../audit/record.ts';
import type { updateOrganizationSettingsInput } from './input.ts';
import { findOrganizationsByIds, lockOrganization, updateOrganization } from './queries.ts';
import type { OrganizationRow } from './rows.ts';

/** Returns the settings on which the permissions of members depend. */
export const settingsOf = ({ adminsGrantAdmin, membersInvite }: OrganizationRow): CallerSettings => ({
  adminsGrantAdmin,
  membersInvite,
});

/** Changes the organization's settings. Grants and invitations wait for the same lock, and then read the new ones. */
export async function changeSettings(
  context: Context,
  input: z.output<typeof updateOrganizationSettingsInput>,
): Promise<OrganizationRow> {
  const { tenant, db, scope } = context;
  await lockOrganization(tenant);
  await recheckPermission(context, 'settings.update');
  const before = (await findOrganizationsByIds(db, [scope.id]))[0]!;
  const changed = changedValues(before, input);
  if (!changed) return before;
  const after = await updateOrganization(tenant, changed);
  await recordAudit(context, {
    action: 'organization.settings_updated',
    targetType: 'Organization',
    targetId: scope.id,
    ...changes(before, after, 'adminsGrantAdmin', 'membersInvite'),
  });
  await context.refreshAccess();
  return after;
}
