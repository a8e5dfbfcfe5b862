import type { Context } from '../../context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { UserStatus } from '../../generated/graphql.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { insertAccountEvent } from '../account/events.ts';
import { describeOrigin } from '../audit/origin.ts';
import { revokeSessions } from '../session/queries.ts';
import { findUsersByIds } from './directory.ts';
import { lockOrganizationsOf, requireOtherOwners } from './owners.ts';
import type { UserRow } from './queries.ts';

interface StatusChange {
  id: string;
  status: UserStatus;
  reason?: string;
  until?: string | null;
}

/** What happened, in the words of the account's log. */
const actions: Record<UserStatus, string> = {
  ACTIVE: 'user.activated',
  SUSPENDED: 'user.suspended',
  DEACTIVATED: 'user.deactivated',
  ARCHIVED: 'user.archived',
};

/**
 * Gives an account another status, as a platform administrator. Any other than ACTIVE ends its sessions; a trigger ends
 * what the person set up in organizations. A suspension stops abuse at once, and so spares no last owner.
 * @throws NOT_FOUND, FORBIDDEN_ROLE for oneself, LAST_OWNER when an organization would be left without an owner
 */
export async function changeUserStatus(
  context: Context,
  { id, status, reason, until }: StatusChange,
): Promise<{ user: UserRow }> {
  const { request, viewer } = context;
  if (id === viewer.id)
    throw userError('FORBIDDEN_ROLE', 'Nobody changes the status of their own account.', 'id');
  return transact(context, async (db) => {
    // Organizations are locked before people everywhere, so that nobody waits for each other.
    if (status !== 'ACTIVE') await lockOrganizationsOf(db, id);
    if (status === 'ARCHIVED' || status === 'DEACTIVATED') await requireOtherOwners(db, id, 'id');
    await describeOrigin(db, { requestId: request.requestId });
    const present = await db
      .selectFrom('users')
      .select(['status', 'status_reason', 'status_until'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
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
    await db.updateTable('users').set(state).where('id', '=', id).execute();
    await db
      .insertInto('user_status_changes')
      .values({ user_id: id, status, reason, until, changed_by_id: viewer.id })
      .execute();
    if (status !== 'ACTIVE') await revokeSessions(db, id);
    const event = { userId: id, actorId: viewer.id, action: actions[status], details: { reason, until } };
    await insertAccountEvent(db, event, request);
    const [user] = await findUsersByIds(db, [id]);
    return { user: user! };
  });
}
