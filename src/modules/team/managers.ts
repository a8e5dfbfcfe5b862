import { hasPermission } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import { findLedTeams } from './member-queries.ts';

/**
 * Returns those of the teams whose members the viewer may manage: all with the permission, otherwise those that they lead
 * and those below.
 */
export async function findManaged(context: Context, teamIds: readonly string[]): Promise<Set<string>> {
  if (hasPermission(context, 'team.manage')) return new Set(teamIds);
  const { viewer } = await context.access();
  // An API key leads no team. Every member has the permission, unless the organization is suspended.
  if (!viewer || !hasPermission(context, 'organization.leave')) return new Set();
  return findLedTeams(context.tenant, viewer.id, teamIds);
}
