import type { Role } from '../../generated/enums.ts';
import type { TenantJobContext } from '../../jobs/define-job.ts';
import { notify, notifyByRole } from '../notification/notify.ts';
import { findDueRolls, findServiceAccount } from './alert-queries.ts';

const administrators: Role[] = ['OWNER', 'ADMIN'];

/**
 * Tells the responsible contacts which keys to roll: a person who was shown their secrets may no longer know them. A
 * contact who may not roll keys, or a missing one, is no help: administrators are told, too.
 */
export async function tellForcedRoll(
  { tenant }: TenantJobContext,
  { id, apiKeyIds }: { id: string; apiKeyIds: string[] },
): Promise<void> {
  const rolls = (await findDueRolls(tenant, apiKeyIds)).map(({ responsibleId, responsibleRole, ...key }) => ({
    responsibleId,
    isContactHelpless: responsibleRole === null || responsibleRole === 'MEMBER',
    subject: {
      kind: 'SERVICE_ACCOUNT_ALERT' as const,
      happening: `roll:${id}:${key.apiKeyId}`,
      details: { event: 'ROLL_FORCED', ...key },
    },
  }));
  await notify(
    tenant,
    rolls.flatMap(({ responsibleId, subject }) =>
      responsibleId ? [{ ...subject, userId: responsibleId }] : [],
    ),
  );
  const unhelped = rolls.filter(({ isContactHelpless }) => isContactHelpless);
  // Who was told as the contact is not told again.
  await notifyByRole(tenant, administrators, ...unhelped.map(({ subject }) => subject));
}

/** Tells administrators that a service account needs another contact, unless it has one by now. */
export async function tellMissingContact(
  { tenant }: TenantJobContext,
  { id, userId }: { id: string; userId: string },
): Promise<void> {
  const account = await findServiceAccount(tenant, userId);
  if (!account || account.responsibleId) return;
  await notifyByRole(tenant, administrators, {
    kind: 'SERVICE_ACCOUNT_ALERT',
    happening: `contact:${id}`,
    details: { event: 'CONTACT_MISSING', userId, name: account.name },
  });
}
