import type { Role } from '../../generated/enums.ts';
import type { TenantJobContext } from '../../jobs/define-job.ts';
import { notify, notifyByRole } from '../notification/notify.ts';
import { findDueRolls, findServiceKey, findWithoutContact } from './alert-queries.ts';

const administrators: Role[] = ['OWNER', 'ADMIN'];

/** Something that somebody must do, and who is asked first. */
interface Alert {
  happening: string;
  responsibleId: string | null;
  details: { event: string } & Record<string, unknown>;
}

/**
 * Tells the contacts and the administrators: a contact may have left, be suspended or not read mails. Who was told as the
 * contact is not told again.
 */
async function tell({ tenant }: TenantJobContext, alerts: Alert[]): Promise<void> {
  const told = alerts.map(({ responsibleId, ...subject }) => ({
    responsibleId,
    subject: { kind: 'SERVICE_ACCOUNT_ALERT' as const, ...subject },
  }));
  await notify(
    tenant,
    told.flatMap(({ responsibleId, subject }) =>
      responsibleId ? [{ ...subject, userId: responsibleId }] : [],
    ),
  );
  await notifyByRole(tenant, administrators, ...told.map(({ subject }) => subject));
}

/** Tells which keys to roll: a person who was shown their secrets may no longer know them. */
export async function tellForcedRoll(
  context: TenantJobContext,
  { id, apiKeyIds }: { id: string; apiKeyIds: string[] },
): Promise<void> {
  const rolls = await findDueRolls(context.tenant, apiKeyIds);
  await tell(
    context,
    rolls.map(({ responsibleId, ...key }) => ({
      happening: `roll:${id}:${key.apiKeyId}`,
      responsibleId,
      details: { event: 'ROLL_FORCED', ...key },
    })),
  );
}

/** Tells that a key was refused because of its client's address, once a day: the secret may have leaked. */
export async function tellRefusedAddress(
  context: TenantJobContext,
  { apiKeyId, ipAddress, day }: { apiKeyId: string; ipAddress: string; day: string },
): Promise<void> {
  const key = await findServiceKey(context.tenant, apiKeyId);
  if (!key) return;
  const { responsibleId, ...named } = key;
  await tell(context, [
    {
      happening: `address:${apiKeyId}:${day}`,
      responsibleId,
      details: { event: 'ADDRESS_REFUSED', ...named, ipAddress },
    },
  ]);
}

/** Tells administrators which service accounts need another contact, unless they have one by now. */
export async function tellMissingContact(
  context: TenantJobContext,
  { id, userIds }: { id: string; userIds: string[] },
): Promise<void> {
  const accounts = await findWithoutContact(context.tenant, userIds);
  if (accounts.length === 0) return;
  await tell(context, [
    { happening: `contact:${id}`, responsibleId: null, details: { event: 'CONTACT_MISSING', accounts } },
  ]);
}
