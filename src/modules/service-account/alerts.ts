import type { TenantDb } from '../../database/tenant-db.ts';
import type { TenantJobContext } from '../../jobs/define-job.ts';
import { notify, notifyByRole } from '../notification/notify.ts';
import { findDueRolls, findServiceAccount } from './alert-queries.ts';

/**
 * Tells the responsible contacts which keys to roll: a person who was shown their secrets may no longer know them. A
 * contact who may not roll keys, or a missing one, is no help: administrators are told, too.
 */
export async function tellForcedRoll(
  { tenant }: TenantJobContext,
  { id, apiKeyIds }: { id: string; apiKeyIds: string[] },
): Promise<void> {
  for (const { responsibleId, responsibleRole, ...key } of await findDueRolls(tenant, apiKeyIds)) {
    const subject = {
      kind: 'SERVICE_ACCOUNT_ALERT' as const,
      happening: `roll:${id}:${key.apiKeyId}`,
      details: { event: 'ROLL_FORCED', ...key },
    };
    if (responsibleId) await notify(tenant, [{ ...subject, userId: responsibleId }]);
    if (responsibleRole === null || responsibleRole === 'MEMBER') await tellAdministrators(tenant, subject);
  }
}

/** Tells administrators that a service account needs another contact, unless it has one by now. */
export async function tellMissingContact(
  { tenant }: TenantJobContext,
  { id, userId }: { id: string; userId: string },
): Promise<void> {
  const account = await findServiceAccount(tenant, userId);
  if (!account || account.responsibleId) return;
  await tellAdministrators(tenant, {
    kind: 'SERVICE_ACCOUNT_ALERT',
    happening: `contact:${id}`,
    details: { event: 'CONTACT_MISSING', userId, name: account.name },
  });
}

/** Tells each administrator once, also if they were told as the contact. */
const tellAdministrators = (tenant: TenantDb, subject: Parameters<typeof notifyByRole>[2]) =>
  notifyByRole(tenant, ['OWNER', 'ADMIN'], subject);
