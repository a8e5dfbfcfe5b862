import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { insertAccountEvent } from './events.ts';
import { confirmPassword } from './confirm-password.ts';
import type { confirmTotpInput, disableTotpInput } from './input.ts';
import { lockAccount, replaceRecoveryCodes, updateTotp, useRecoveryCode, useTotpStep } from './queries.ts';
import { hashRecoveryCode, newRecoveryCodes, newTotpSecret, otpauthUri, stepOfCode } from './totp.ts';

interface Factor {
  id: string;
  totpSecret: string | null;
  totpEnabledAt: string | null;
}

/**
 * Checks the second factor of an account that has one: a code of the app, accepted once, or a recovery code.
 * @throws INVALID_CREDENTIALS without a code, and for a wrong or used one
 */
export async function requireSecondFactor(
  db: SystemDb,
  account: Factor,
  code: string | null | undefined,
  field = 'totpCode',
): Promise<void> {
  if (!account.totpEnabledAt || !account.totpSecret) return;
  const typed = (code ?? '').replaceAll(/\s/g, '');
  const step = stepOfCode(account.totpSecret, typed);
  const accepted = /^\d{6}$/.test(typed)
    ? step !== undefined && (await useTotpStep(db, account.id, step))
    : await useRecoveryCode(db, account.id, hashRecoveryCode(typed));
  if (!accepted) throw userError('INVALID_CREDENTIALS', 'The code is wrong, or was used before.', field);
}

/** A secret for the authenticator app; nothing changes at sign-in until it is confirmed. */
export async function beginTotpEnrollment(context: Context) {
  const { request, viewer, sessionId } = context;
  const secret = newTotpSecret();
  await transact(context, async (db) => {
    const account = await lockAccount(db, viewer.id);
    if (account.totpEnabledAt) throw userError('INVALID', 'The second factor is on already.');
    await updateTotp(db, viewer.id, { secret, enabled: false });
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'account.totp_begun' }, request);
  });
  return { secret, otpauthUri: otpauthUri(secret, viewer.email) };
}

/** Turns the second factor on, and answers the recovery codes, of which only hashes are kept. */
export async function confirmTotpEnrollment(context: Context, { code }: z.output<typeof confirmTotpInput>) {
  const { request, viewer, sessionId } = context;
  const recoveryCodes = newRecoveryCodes();
  await transact(context, async (db) => {
    const { totpSecret, totpEnabledAt } = await lockAccount(db, viewer.id);
    if (totpEnabledAt || !totpSecret) throw userError('INVALID', 'Begin the enrolment first.', 'code');
    const step = stepOfCode(totpSecret, code.replaceAll(/\s/g, ''));
    if (step === undefined) throw userError('INVALID_CREDENTIALS', 'The code is wrong.', 'code');
    await updateTotp(db, viewer.id, { secret: totpSecret, enabled: true, lastStep: step });
    await replaceRecoveryCodes(db, viewer.id, recoveryCodes.map(hashRecoveryCode));
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'account.totp_enabled' }, request);
  });
  return { recoveryCodes };
}

/** Turns the second factor off, with the password and a code. */
export async function disableTotp(context: Context, { password, code }: z.output<typeof disableTotpInput>) {
  const { services, request, viewer, sessionId } = context;
  const { totpEnabledAt } = await confirmPassword(context, password, 'password', (account) =>
    requireSecondFactor(systemDb(services), account, code, 'code'),
  );
  if (!totpEnabledAt) throw userError('INVALID', 'The second factor is off already.');
  await transact(context, async (db) => {
    await updateTotp(db, viewer.id, { secret: null, enabled: false });
    await replaceRecoveryCodes(db, viewer.id, []);
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'account.totp_disabled' }, request);
  });
  return { user: viewer };
}
