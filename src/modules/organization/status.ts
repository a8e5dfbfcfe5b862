import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { idOrNone } from '../../database/ids.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { forbidden, notFound } from '../../errors.ts';
import type { suspendOrganizationInput } from './input.ts';
import { findOrganizationsByIds } from './queries.ts';
import { changeStatus, type StatusChange } from './status-change-queries.ts';
import { organizationById } from './loaders.ts';
import type { OrganizationRow } from './rows.ts';

/** @throws NOT_FOUND for an organization that can no longer be restored, even before it is deleted */
export async function selectedOrganization(context: Context, id: string): Promise<OrganizationRow> {
  const organization = await context.load(organizationById, id);
  if (!organization) throw notFound();
  return organization;
}

/** Suspends the selected organization: as the platform for a platform administrator, otherwise as its owner. */
export async function suspendOrganization(
  context: Context,
  { reason, until }: z.output<typeof suspendOrganizationInput>,
): Promise<{ organization: OrganizationRow }> {
  return changeAsPlatformOrOwner(context, { change: 'suspend', reason, until });
}

/** Ends the suspension of the selected organization. @throws FORBIDDEN for an owner when the platform suspended it */
export const reinstateOrganization = (context: Context) =>
  changeAsPlatformOrOwner(context, { change: 'reinstate' });

/**
 * Changes the selected organization's status as its owner. The rest of the operation runs under the new status.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function changeAsOwner(
  context: Context,
  change: StatusChange,
): Promise<{ organization: OrganizationRow }> {
  const { organizationId } = (await context.access()).membership!;
  refuse(await changeStatus(context.db, organizationId, change, context.request));
  await context.refreshAccess();
  return { organization: (await context.load(organizationById, organizationId))! };
}

/**
 * Uses the system login for platform administrators: row-level security does not show them organizations that they do
 * not belong to.
 */
async function changeAsPlatformOrOwner(
  context: Context,
  change: StatusChange,
): Promise<{ organization: OrganizationRow }> {
  if (!context.isPlatformAdmin) return changeAsOwner(context, change);
  const organizationId = idOrNone((await context.access()).requestedOrganization!);
  const [organization] = await transact(context, async (db) => {
    await sql`select set_config('app.user_id', ${context.viewer.id}, true)`.execute(db);
    refuse(await changeStatus(db, organizationId, change, context.request));
    return findOrganizationsByIds(db, [organizationId]);
  });
  await context.refreshAccess();
  return { organization: organization! };
}

function refuse(outcome: Awaited<ReturnType<typeof changeStatus>>): void {
  if (outcome === 'NOT_FOUND') throw notFound();
  if (outcome === 'FORBIDDEN') throw forbidden('Only a platform administrator can end this suspension.');
}

/** Ends the expired suspensions of organizations. */
export async function endOrganizationSuspensions(db: SystemDb): Promise<void> {
  await db
    .updateTable('organizations')
    .set({
      status: 'ACTIVE',
      suspended_at: null,
      suspended_by: null,
      suspension_reason: null,
      suspended_until: null,
    })
    .where('status', '=', 'SUSPENDED')
    .where('suspended_until', '<=', sql<string>`now()`)
    .execute();
}
