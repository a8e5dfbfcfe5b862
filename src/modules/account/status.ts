import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { UserStatus } from '../../generated/enums.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { describeOrigin } from '../audit/origin.ts';
import { revokeSessions } from '../session/queries.ts';
import { findUsersByIds } from '../user/admin-queries.ts';
import { lockOrganizationsOf, requireOtherOwners } from './last-owner.ts';
import { lockStatus, updateStatus } from './status-change-queries.ts';
import type { UserRow } from '../user/rows.ts';

interface StatusChange {
  id: string;
  status: UserStatus;
  reason?: string;
  until?: string | null;
}

/** The actions in the account's log. */
const actions: Record<UserStatus, string> = {
  ACTIVE: 'user.activated',
  SUSPENDED: 'user.suspended',
  DEACTIVATED: 'user.deactivated',
  ARCHIVED: 'user.archived',
};

/**
 * Changes an account's status, as a platform administrator. Every status except ACTIVE ends the sessions, and a trigger
 * ends what the person set up in organizations. A suspension must stop abuse at once, so it is allowed for a last
 * owner.
 * @throws NOT_FOUND, FORBIDDEN_ROLE for oneself, LAST_OWNER when an organization would be left without an owner
 */
export async function changeUserStatus(
  context: Context,
  { id, status, reason, until }: StatusChange,
): Promise<{ user: UserRow }> {
  const { request, viewer } = context;
  if (id === viewer.id)
    throw userError('FORBIDDEN_ROLE', 'You cannot change the status of your own account.', 'id');
  return transact(context, async (db) => {
    // All code locks organizations before people, which prevents deadlocks.
    if (status !== 'ACTIVE') await lockOrganizationsOf(db, id);
    if (status === 'ARCHIVED' || status === 'DEACTIVATED') await requireOtherOwners(db, id, 'id');
    await describeOrigin(db, { requestId: request.requestId });
    const present = await lockStatus(db, id);
    if (!present) throw userError('NOT_FOUND', 'No such user.', 'id');
    const state = { status, status_reason: reason ?? null, status_until: until ?? null };
    const before = {
      ...present,
      status_until: present.status_until && serializeDateTime(present.status_until),
    };
    if (!changedValues(before, state)) {
      const [user] = await findUsersByIds(db, [id]);
      return { user: user! };
    }
    await updateStatus(db, id, state, viewer.id);
    if (status !== 'ACTIVE') await revokeSessions(db, id);
    const event = { userId: id, actorId: viewer.id, action: actions[status], details: { reason, until } };
    await insertAccountEvent(db, event, request);
    const [user] = await findUsersByIds(db, [id]);
    return { user: user! };
  });
}
