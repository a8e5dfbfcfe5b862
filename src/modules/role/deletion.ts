import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { announce } from '../../events/announce.ts';
import { describeOrigin } from '../audit/origin.ts';
import { recordAudit } from '../audit/record.ts';
import { requireNobodyGains } from './known-secrets.ts';
import { snapshotOf } from './events.ts';
import { authorityOfRole, findGrant, type Grant, requireMayGrant } from './grants.ts';
import type { deleteRoleInput } from './input.ts';
import { lockRole } from './locks.ts';
import { deleteRole } from './queries.ts';
import { countHolders, replaceInInvitations, replaceInMemberships, revokeExpired } from './holder-queries.ts';

/** Members whose role one request replaces. Each is audited and announced. */
const MAX_REPLACED = 1000;

/**
 * Deletes a custom role. Its members and pending invitations get the role `replaceWith`, which must be given if there are
 * any.
 * @throws NOT_FOUND, STALE_VERSION, FORBIDDEN_ROLE, REQUIRED, LIMIT_REACHED
 */
export async function removeRole(
  context: Context,
  { id, replaceWith, expectedVersion }: z.output<typeof deleteRoleInput>,
): Promise<{ deletedId: string }> {
  const { tenant, db, request } = context;
  const role = await lockRole(context, { id, expectedVersion });
  const { members, invitations } = await countHolders(tenant, id);
  if (replaceWith) {
    const grant = await findReplacement(context, id, replaceWith);
    if (members > MAX_REPLACED)
      throw userError('LIMIT_REACHED', `At most ${MAX_REPLACED} members can get another role at once.`);
    await requireNobodyGains(
      context,
      { roleId: id },
      { before: authorityOfRole(role), after: grant, field: 'replaceWith' },
    );
    await describeOrigin(db, request);
    await replace(context, id, grant);
  } else if (members > 0 || invitations > 0) {
    throw userError(
      'REQUIRED',
      `${members} members and ${invitations} pending invitations have the role. Name the role that they get.`,
      'replaceWith',
    );
  }
  await revokeExpired(tenant, id);
  await deleteRole(tenant, id);
  await recordAudit(context, {
    action: 'role.deleted',
    targetType: 'OrganizationRole',
    targetId: id,
    before: { name: role.name, basedOn: role.basedOn, permissions: role.permissions },
    ...(replaceWith && { after: { replaceWith, members, invitations } }),
  });
  await announce(context, [{ type: 'role.deleted', data: { role: snapshotOf(role) } }]);
  await context.refreshAccess();
  return { deletedId: id };
}

async function findReplacement(context: Context, id: string, replaceWith: string): Promise<Grant> {
  if (replaceWith === id) throw userError('INVALID', '`replaceWith` must be another role.', 'replaceWith');
  if (replaceWith === 'OWNER')
    throw userError('INVALID', '`replaceWith` must be at most ADMIN.', 'replaceWith');
  const grant = await findGrant(context.tenant, { roleId: replaceWith }, 'replaceWith');
  requireMayGrant(context, grant, 'replaceWith');
  return grant;
}

async function replace(context: Context, id: string, grant: Grant): Promise<void> {
  const { tenant } = context;
  const { role, roleId } = grant;
  await replaceInInvitations(tenant, id, grant);
  const members = await replaceInMemberships(tenant, id, grant);
  for (const { membershipId, userId, before } of members)
    await recordAudit(context, {
      action: 'member.role_updated',
      targetType: 'Membership',
      targetId: membershipId,
      before: { userId, role: before, roleId: id },
      after: { userId, role, ...(roleId && { roleId }) },
    });
  await announce(
    context,
    members.map(({ userId }) => ({ type: 'member.role_updated', data: { userId, role, roleId } })),
  );
}
