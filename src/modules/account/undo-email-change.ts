import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { hashToken } from '../session/tokens.ts';
import { isTaken } from './address-claims.ts';
import { unknownToken } from './email-change.ts';
import { endEmailChangesSince, findUndoableEmailChange, updateEmail } from './email-change-queries.ts';
import { insertAccountEvent } from './events.ts';
import type { undoEmailChangeInput } from './input.ts';
import { rememberNetwork } from './networks.ts';
import { refuseOwnName } from './password-policy.ts';
import {
  deleteAllAccountTokens,
  lockAccountIfAny,
  replaceRecoveryCodes,
  updatePassword,
  updateTotp,
} from './queries.ts';

/**
 * Gives the account its earlier address back, with a new password.
 *
 * Security: a thief with a session and the password changes the address, then the password, the second factor and the
 * address again, to keep the owner out. The link in the mail to the earlier, proven address outlasts all of that for
 * three days. It ends every session, later changes of the address with their own links, mailed tokens, and API keys made
 * or shown since. A second factor that was turned on later than three days before the change is turned off: the owner
 * could not pass it. An older one stays, so that whoever only reads the mailbox does not get past it.
 * @throws INVALID_TOKEN, TAKEN, and INVALID for a bad password
 */
export async function undoEmailChange(
  context: Context,
  { token, newPassword }: z.output<ReturnType<typeof undoEmailChangeInput>>,
) {
  const { request } = context;
  const hash = hashToken(token);
  const newHash = await context.passwords.hash(newPassword);
  try {
    await transact(context, async (db) => {
      const found = await findUndoableEmailChange(db, hash);
      const account = found && (await lockAccountIfAny(db, found.userId));
      // Behind the lock: another link may have come first.
      const change = await findUndoableEmailChange(db, hash);
      if (!account || !change) throw unknownToken();
      const { userId, oldEmail, requestedAt } = change;
      const owner = { email: oldEmail, fullName: account.fullName };
      refuseOwnName(newPassword, owner);
      await updateEmail(db, userId, oldEmail);
      await updatePassword(db, userId, newHash);
      if (!(await isFactorOlder(db, userId, requestedAt))) {
        await updateTotp(db, userId, { secret: null, enabled: false });
        await replaceRecoveryCodes(db, userId, []);
      }
      await revokeSessions(db, userId);
      await deleteAllAccountTokens(db, userId);
      await endEmailChangesSince(db, userId, requestedAt);
      await endKeysSince(db, userId, requestedAt, request.requestId);
      await db.deleteFrom('sign_in_networks').where('user_id', '=', userId).execute();
      await db.deleteFrom('idempotency_records').where('caller_id', '=', userId).execute();
      await rememberNetwork(db, userId, request.ipAddress);
      await insertAccountEvent(
        db,
        { userId, action: 'account.email_change_undone', details: { from: account.email, to: oldEmail } },
        request,
      );
      await enqueueAccountJob(db, 'send-email-change-undone-mail', { userId });
    });
  } catch (error) {
    if (isTaken(error)) throw userError('TAKEN', 'The address has another account by now.', 'token');
    throw error;
  }
  return {};
}

/** Whether the second factor and its recovery codes are older than three days before the change. */
async function isFactorOlder(db: SystemDb, userId: string, requestedAt: string): Promise<boolean> {
  const { rows } = await sql<{ older: boolean }>`
    select u.totp_enabled_at <= ${requestedAt}::timestamptz - interval '3 days' and not exists (
      select from account_events e where e.user_id = u.id and e.action = 'account.recovery_codes_regenerated'
        and e.created_at > ${requestedAt}::timestamptz - interval '3 days') as older
    from users u where u.id = ${userId}`.execute(db);
  return rows[0]?.older ?? false;
}

/** Revokes the API keys that the user made since, or has a secret of since, with an audit event each. */
const endKeysSince = (db: SystemDb, userId: string, since: string, requestId: string) =>
  sql`
    with ended as (
      update api_keys k set revoked_at = clock_timestamp()
      where k.revoked_at is null and ((k.created_by_id = ${userId} and k.created_at >= ${since})
        or exists (select from audit_events e where e.organization_id = k.organization_id and e.target_id = k.id
          and e.action = 'api_key.rolled' and e.actor_id = ${userId} and e.created_at >= ${since}))
      returning k.organization_id, k.id
    ), recorded as (
      insert into audit_events (organization_id, action, target_type, target_id, after, request_id)
      select organization_id, 'api_key.revoked', 'ApiKey', id,
        jsonb_build_object('cause', 'ADDRESS_RESTORED', 'userId', ${userId}::uuid), ${requestId} from ended
    )
    select pg_notify('polity_events', json_build_object('organizationId', organization_id, 'kind', 'access',
      'changes', json_build_array(json_build_object('type', 'UPDATED', 'id', id, 'projectIds', '[]'::json,
        'changedFields', '[]'::json)))::text) from ended`.execute(db);
