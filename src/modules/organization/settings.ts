import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { changes, recordAudit } from '../audit/record.ts';
import type { updateOrganizationSettingsInput } from './input.ts';
import { lockOrganizationFor } from './locks.ts';
import { findOrganizationsByIds, updateOrganization } from './queries.ts';
import type { OrganizationRow } from './rows.ts';

/** Changes the organization's settings. Grants and invitations wait for the same lock, and then read the new ones. */
export async function changeSettings(
  context: Context,
  input: z.output<typeof updateOrganizationSettingsInput>,
): Promise<OrganizationRow> {
  const { tenant, db, scope } = context;
  await lockOrganizationFor(context, 'settings.update');
  const before = (await findOrganizationsByIds(db, [scope.id]))[0]!;
  const changed = changedValues(before, input);
  if (!changed) return before;
  const after = await updateOrganization(tenant, changed);
  await recordAudit(context, {
    action: 'organization.settings_updated',
    targetType: 'Organization',
    targetId: scope.id,
    ...changes(before, after, 'adminsGrantAdmin', 'membersSeeAllProjects', 'membersInvite'),
  });
  await context.refreshAccess();
  return after;
}
