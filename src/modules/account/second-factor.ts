import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import type { SystemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { SecretBox } from '../../crypto/secret-box.ts';
import { enqueueAccountJob } from '../../jobs/enqueue.ts';
import { withConfirmedPassword } from './with-confirmed-password.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import type {
  beginTotpInput,
  confirmTotpEnrollmentInput,
  disableTotpInput,
  regenerateRecoveryCodesInput,
} from './input.ts';
import { recoveryCodesMailJob, secondFactorMailJob } from './jobs.ts';
import { replaceRecoveryCodes, updateTotp, useRecoveryCode, useTotpStep } from './second-factor-queries.ts';
import { encodeNewSecret, openTotpSecret } from './totp-secret.ts';
import { hashRecoveryCode, newRecoveryCodes, newTotpSecret, otpauthUri, stepOfCode } from './totp.ts';

interface Factor {
  id: string;
  totpSecret: string | null;
  totpEnabledAt: string | null;
}

/**
 * Checks the second factor of an account that has one: a code of the authenticator app, accepted once, or a recovery
 * code. The code is used when `db`'s transaction commits, so call this in the transaction of the action that the code
 * permits.
 * @throws INVALID_CREDENTIALS without a code, and for a wrong or used one
 */
export async function requireSecondFactor(
  db: SystemDb,
  box: SecretBox,
  account: Factor,
  code: string | null | undefined,
  field = 'totpCode',
): Promise<void> {
  if (!account.totpEnabledAt || !account.totpSecret) return;
  const typed = (code ?? '').replaceAll(/\s/g, '');
  const step = stepOfCode(openTotpSecret(box, account.id, account.totpSecret), typed);
  const accepted = /^\d{6}$/.test(typed)
    ? step !== undefined && (await useTotpStep(db, account.id, step))
    : await useRecoveryCode(db, account.id, hashRecoveryCode(typed));
  if (!accepted) throw userError('INVALID_CREDENTIALS', 'The code is wrong, or was used before.', field);
}

/** Creates a secret for the authenticator app. Sign-in does not change until it is confirmed. */
export async function beginTotpEnrollment(context: Context, { password }: z.output<typeof beginTotpInput>) {
  const { services, request, viewer, sessionId } = context;
  const secret = newTotpSecret();
  await withConfirmedPassword(context, { password }, async (db, account) => {
    if (account.totpEnabledAt) throw userError('INVALID', 'The second factor is already on.');
    const stored = await encodeNewSecret(db, services.secrets, viewer.id, secret);
    await updateTotp(db, viewer.id, { secret: stored, enabled: false });
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'account.totp_begun' }, request);
  });
  return { secret, otpauthUri: otpauthUri(secret, viewer.email) };
}

/** Turns the second factor on and returns the recovery codes, which are stored only as hashes. */
export async function confirmTotpEnrollment(
  context: Context,
  { password, code }: z.output<typeof confirmTotpEnrollmentInput>,
) {
  const { services, request, viewer, sessionId } = context;
  const recoveryCodes = newRecoveryCodes();
  await withConfirmedPassword(context, { password }, async (db, { totpSecret, totpEnabledAt }) => {
    if (totpEnabledAt || !totpSecret) throw userError('INVALID', 'Begin the enrollment first.', 'code');
    const secret = openTotpSecret(services.secrets, viewer.id, totpSecret);
    const step = stepOfCode(secret, code.replaceAll(/\s/g, ''));
    if (step === undefined) throw userError('INVALID_CREDENTIALS', 'The code is wrong.', 'code');
    await updateTotp(db, viewer.id, { secret: totpSecret, enabled: true, lastStep: step });
    await replaceRecoveryCodes(db, viewer.id, recoveryCodes.map(hashRecoveryCode));
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'account.totp_enabled' }, request);
    await enqueueAccountJob(db, secondFactorMailJob, { userId: viewer.id, enabled: true });
  });
  return { recoveryCodes };
}

/** Turns the second factor off. Needs the password and a code. */
export async function disableTotp(context: Context, { password, code }: z.output<typeof disableTotpInput>) {
  const { services, request, viewer, sessionId } = context;
  await withConfirmedPassword(context, { password }, async (db, account) => {
    if (!account.totpEnabledAt) throw userError('INVALID', 'The second factor is already off.');
    await requireSecondFactor(db, services.secrets, account, code, 'code');
    await updateTotp(db, viewer.id, { secret: null, enabled: false });
    await replaceRecoveryCodes(db, viewer.id, []);
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'account.totp_disabled' }, request);
    await enqueueAccountJob(db, secondFactorMailJob, { userId: viewer.id, enabled: false });
  });
  return { user: viewer };
}

/**
 * Replaces all recovery codes, used and unused.
 *
 * Security: a thief with a session and the password could create recovery codes and turn the second factor off with
 * one. So this needs the second factor, too.
 */
export async function regenerateRecoveryCodes(
  context: Context,
  { password, code }: z.output<typeof regenerateRecoveryCodesInput>,
) {
  const { services, request, viewer, sessionId } = context;
  const recoveryCodes = newRecoveryCodes();
  await withConfirmedPassword(context, { password }, async (db, account) => {
    if (!account.totpEnabledAt) throw userError('INVALID', 'The second factor is off.');
    if (!code)
      throw userError('TOTP_REQUIRED', 'Send a code of the authenticator app, or a recovery code.', 'code');
    await requireSecondFactor(db, services.secrets, account, code, 'code');
    await replaceRecoveryCodes(db, viewer.id, recoveryCodes.map(hashRecoveryCode));
    await insertAccountEvent(
      db,
      { userId: viewer.id, sessionId, action: 'account.recovery_codes_regenerated' },
      request,
    );
    await enqueueAccountJob(db, recoveryCodesMailJob, { userId: viewer.id });
  });
  return { recoveryCodes };
}
