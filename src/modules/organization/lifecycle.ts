import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { idOrNone } from '../../database/ids.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { forbidden, notFound } from '../../errors.ts';
import type { suspendOrganizationInput } from './input.ts';
import { findOrganizationsByIds, type OrganizationRow } from './queries.ts';
import { changeStatus, type StatusChange } from './status-changes.ts';

/** @throws NOT_FOUND for one whose time to be restored has passed, although it is not deleted yet */
export async function selectedOrganization(context: Context, id: string): Promise<OrganizationRow> {
  const organization = await context.loaders.organizationById.load(id);
  if (!organization) throw notFound();
  return organization;
}

/** Suspends the selected organization: as the platform when the viewer administers it, else as its owner. */
export async function suspendOrganization(
  context: Context,
  { reason, until }: z.output<typeof suspendOrganizationInput>,
): Promise<{ organization: OrganizationRow }> {
  return changeAsPlatformOrOwner(context, { change: 'suspend', reason, until });
}

/** Ends the suspension of the selected organization. @throws FORBIDDEN for an owner when it is the platform's */
export const reinstateOrganization = (context: Context) =>
  changeAsPlatformOrOwner(context, { change: 'reinstate' });

/**
 * Changes the selected organization's status as its owner; the rest of the operation is bound by it.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function changeAsOwner(
  context: Context,
  change: StatusChange,
): Promise<{ organization: OrganizationRow }> {
  const { organizationId } = (await context.access()).membership!;
  refuse(await changeStatus(context.db, organizationId, change, context.request));
  await context.identifyAgain();
  return { organization: (await context.loaders.organizationById.load(organizationId))! };
}

/** A platform administrator need not be a member: what they change is beyond what row-level security shows them. */
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
  await context.identifyAgain();
  return { organization: organization! };
}

function refuse(outcome: Awaited<ReturnType<typeof changeStatus>>): void {
  if (outcome === 'NOT_FOUND') throw notFound();
  if (outcome === 'FORBIDDEN') throw forbidden('Only a platform administrator lifts this suspension.');
}

/** Deletes for good what was to be deleted by now. Answers how many. */
export async function deleteDueOrganizations(db: SystemDb): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('organizations')
    .where('deletes_at', '<=', sql<string>`now()`)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
