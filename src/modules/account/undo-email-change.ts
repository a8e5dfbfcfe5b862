import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { enqueueAccountJob } from '../../jobs/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import { insertAuditEventsFrom } from '../audit/record.ts';
import { isTaken } from './address-claims.ts';
import { unknownToken } from './email-change.ts';
import { endEmailChangesSince, findUndoableEmailChange, updateEmail } from './email-change-queries.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import type { undoEmailChangeInput } from './input.ts';
import { emailChangeUndoneMailJob } from './jobs.ts';
import { rememberNetwork } from './network-queries.ts';
import { refuseOwnName } from './password-policy.ts';
import { lockAccountIfAny, updatePassword } from './queries.ts';
import { deleteAllAccountTokens } from './mailed-token-queries.ts';
import { replaceRecoveryCodes, updateTotp } from './second-factor-queries.ts';

/**
 * Restores the account's previous address and sets a new password.
 *
 * Security: a thief with a session and the password changes the address, then the password, the second factor and the
 * address again, to lock the owner out. The link in the mail to the previous, proven address survives all of that for
 * three days. The undo ends every session, later changes of the address and their links, mailed tokens, and API keys
 * created or shown since the change. It keeps a second factor that was set up more than three days before the change, so
 * that a person who only reads the mailbox cannot bypass it. It turns a newer one off: the thief may have set it up, and
 * the owner could not pass it.
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
      // Read again after the lock: another link may have come first.
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
      await enqueueAccountJob(db, emailChangeUndoneMailJob, { userId });
    });
  } catch (error) {
    if (isTaken(error)) throw userError('TAKEN', 'Another account has this address now.', 'token');
    throw error;
  }
  return {};
}

/** Returns whether the second factor and its recovery codes are older than three days before the change. */
async function isFactorOlder(db: SystemDb, userId: string, requestedAt: string): Promise<boolean> {
  const { rows } = await sql<{ older: boolean }>`
    select u.totp_enabled_at <= ${requestedAt}::timestamptz - interval '3 days' and not exists (
      select from account_events e where e.user_id = u.id and e.action = 'account.recovery_codes_regenerated'
        and e.created_at > ${requestedAt}::timestamptz - interval '3 days') as older
    from users u where u.id = ${userId}`.execute(db);
  return rows[0]?.older ?? false;
}

/** Revokes the API keys that the user created or rolled since, each with an audit event. */
const endKeysSince = (db: SystemDb, userId: string, since: string, requestId: string) =>
  sql`
    with ended as (
      update api_keys k set revoked_at = clock_timestamp()
      where k.revoked_at is null and ((k.created_by_id = ${userId} and k.created_at >= ${since})
        or exists (select from audit_events e where e.organization_id = k.organization_id and e.target_id = k.id
          and e.action = 'api_key.rolled' and e.actor_id = ${userId} and e.created_at >= ${since}))
      returning k.organization_id, k.id
    ), recorded as (
      ${insertAuditEventsFrom(sql`
        select organization_id, 'api_key.revoked', 'ApiKey', id, null,
          jsonb_build_object('cause', 'ADDRESS_RESTORED', 'userId', ${userId}::uuid), ${requestId} from ended`)}
    )
    select pg_notify('polity_events', json_build_object('organizationId', organization_id, 'kind', 'access',
      'changes', json_build_array(json_build_object('type', 'UPDATED', 'id', id, 'projectIds', '[]'::json,
        'changedFields', '[]'::json)))::text) from ended`.execute(db);
