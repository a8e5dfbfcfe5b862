import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { UserStatus } from '../../generated/graphql.ts';
import { confirmPassword } from '../account/confirm-password.ts';
import { insertAccountEvent, revokeSessions } from '../session/queries.ts';
import { findUsersByIds } from './directory.ts';
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
 * Gives an account another status, as a platform administrator. Any other than ACTIVE ends its sessions.
 * @throws NOT_FOUND, FORBIDDEN_ROLE for oneself, LAST_OWNER when an organization would be left without an owner
 */
export async function changeUserStatus(
  context: Context,
  { id, status, reason, until }: StatusChange,
): Promise<{ user: UserRow }> {
  const { request, viewer } = context;
  if (id === viewer.id)
    throw userError('FORBIDDEN_ROLE', 'Nobody changes the status of their own account.', 'id');
  if (until && new Date(until).getTime() <= Date.now())
    throw userError('INVALID', 'until must lie ahead', 'until');
  return transact(context, async (db) => {
    const present = await db
      .selectFrom('users')
      .select('id')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!present) throw userError('NOT_FOUND', 'No such user.', 'id');
    if (status === 'ARCHIVED') await requireOtherOwners(db, id, 'id');
    await db
      .updateTable('users')
      .set({ status, status_reason: reason ?? null, status_until: until ?? null })
      .where('id', '=', id)
      .execute();
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

/**
 * Deletes the viewer's own account: the person's data is erased and their memberships end, while tasks and projects
 * stay. Organizations that nobody else belongs to go with it.
 * @throws INVALID_CREDENTIALS, LAST_OWNER
 */
export async function deleteAccount(
  context: Context,
  { password }: { password: string },
): Promise<{ deletedId: string }> {
  const { viewer } = context;
  await confirmPassword(context, password, 'password');
  await transact(context, async (db) => {
    await requireOtherOwners(db, viewer.id);
    await sql`delete from organizations o using memberships m
        where m.organization_id = o.id and m.user_id = ${viewer.id}
          and not exists (select from memberships other where other.organization_id = o.id and other.user_id <> ${viewer.id})`.execute(
      db,
    );
    await sql`update tasks t set assignee_id = null, version = version + 1 from memberships m
        where m.user_id = ${viewer.id} and t.organization_id = m.organization_id and t.assignee_id = m.user_id`.execute(
      db,
    );
    await db.deleteFrom('users').where('id', '=', viewer.id).execute();
  });
  return { deletedId: viewer.id };
}

/**
 * Locks the organizations that the user owns, and makes sure that each with other members has another owner.
 * @throws LAST_OWNER
 */
async function requireOtherOwners(db: SystemDb, userId: string, ...field: string[]): Promise<void> {
  await sql`select from organizations o
    where o.id in (select organization_id from memberships where user_id = ${userId}) order by o.id for no key update`.execute(
    db,
  );
  const { rows } = await sql<{ name: string }>`
    select o.name from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = ${userId} and m.role = 'OWNER'
      and exists (select from memberships other
        where other.organization_id = o.id and other.user_id <> ${userId})
      and not exists (select from memberships other join users u on u.id = other.user_id
        where other.organization_id = o.id and other.user_id <> ${userId}
          and other.role = 'OWNER' and u.status <> 'ARCHIVED')`.execute(db);
  if (rows[0])
    throw userError('LAST_OWNER', `${rows[0].name} has other members and would have no owner.`, ...field);
}
