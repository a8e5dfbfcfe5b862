import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { countRows } from '../../database/count.ts';
import { userError } from '../../errors.ts';
import { announce } from '../../events/announce.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { endMembership } from '../membership/actions.ts';
import { findMembershipsByUsers } from '../membership/queries.ts';
import { assertCanChangeMember, assertCanOverruleSuspension } from '../membership/comparison.ts';
import { lockToGrant } from '../membership/locks.ts';
import type { MembershipRow } from '../membership/rows.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { findFellowMembers } from '../user/queries.ts';
import type {
  createServiceAccountInput,
  deleteServiceAccountInput,
  updateServiceAccountInput,
} from './input.ts';
import { insertServiceAccount, updateResponsible, updateServiceAccountUser } from './queries.ts';

/** Service accounts are no seats of the plan: they cost nothing, and what they do is limited by the plan's API keys. */
const MAX_SERVICE_ACCOUNTS = 100;

const PERMISSION = 'serviceAccount.manage';

export async function createServiceAccount(
  context: Context,
  { name, description, responsibleId, ...choice }: z.output<typeof createServiceAccountInput>,
): Promise<{ membership: MembershipRow }> {
  const { tenant } = context;
  const { role, roleId } = await lockToGrant(context, PERMISSION, choice);
  if (role === 'OWNER') throw userError('INVALID', 'A service account cannot be an owner.', 'roleId');
  await requireContact(context, responsibleId);
  if ((await countRows(tenant, 'memberships', { kind: 'SERVICE' })) >= MAX_SERVICE_ACCOUNTS)
    throw userError('LIMIT_REACHED', `An organization has at most ${MAX_SERVICE_ACCOUNTS} service accounts.`);
  const userId = await insertServiceAccount(tenant, { name, description, role, roleId, responsibleId });
  const membership = (await findMembershipsByUsers(tenant, [userId]))[0]!;
  await recordAudit(context, {
    action: 'service_account.created',
    targetType: 'Membership',
    targetId: membership.id,
    after: { userId, role, ...(roleId && { roleId }), responsibleId },
  });
  await announce(context, [{ type: 'member.added', data: { userId, role, roleId } }]);
  return { membership };
}

export async function changeServiceAccount(
  context: Context,
  { userId, responsibleId, ...wanted }: z.output<typeof updateServiceAccountInput>,
): Promise<{ membership: MembershipRow }> {
  const { tenant } = context;
  const member = await lockServiceAccount(context, userId);
  const [user] = await findFellowMembers(tenant, [userId]);
  const before = {
    name: user!.fullName,
    description: user!.bio,
    responsibleId: member.responsibleId,
  };
  const changed = changedValues(before, { ...wanted, responsibleId });
  if (!changed) return { membership: member };
  const after = { ...before, ...changed };
  if (changed.responsibleId) {
    await requireContact(context, changed.responsibleId);
    await updateResponsible(tenant, userId, changed.responsibleId);
  }
  await updateServiceAccountUser(tenant, userId, after);
  await recordAudit(context, {
    action: 'service_account.updated',
    targetType: 'Membership',
    targetId: member.id,
    ...changes({ ...before, userId }, { ...after, userId }, 'responsibleId'),
  });
  return { membership: (await findMembershipsByUsers(tenant, [userId]))[0]! };
}

/** Deletes a service account. Its keys are rejected from the next request on. */
export async function removeServiceAccount(
  context: Context,
  { userId }: z.output<typeof deleteServiceAccountInput>,
): Promise<{ deletedId: string }> {
  const member = await lockServiceAccount(context, userId);
  assertCanOverruleSuspension(context, member);
  await endMembership(context, member, 'member.removed', 'userId');
  return { deletedId: userId };
}

/** Returns the service account, which the viewer may change. @throws NOT_FOUND, FORBIDDEN_ROLE */
async function lockServiceAccount(context: Context, userId: string): Promise<MembershipRow> {
  await lockOrganizationFor(context, PERMISSION);
  const [member] = await findMembershipsByUsers(context.tenant, [userId]);
  if (member?.kind !== 'SERVICE') throw userError('NOT_FOUND', 'No such service account.', 'userId');
  return assertCanChangeMember(context, [member], 'userId');
}

/** @throws NOT_FOUND unless the contact is a person who is a member and not suspended */
async function requireContact({ tenant }: Context, userId: string): Promise<void> {
  const [member] = await findMembershipsByUsers(tenant, [userId]);
  if (member?.kind !== 'PERSON' || !member.holds)
    throw userError('NOT_FOUND', 'No such member.', 'responsibleId');
}
