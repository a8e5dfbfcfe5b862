import type { TenantJobContext } from '../../jobs/define-job.ts';
import { notifyByRole } from '../notification/notify.ts';
import { findEndpointsByIds } from './queries.ts';

/** Notifies the remaining administrators of secrets to rotate, unless they were rotated before the job ran. */
export async function adviseSecretRotation(
  { tenant }: TenantJobContext,
  { id, endpointIds }: { id: string; endpointIds: string[]; userId: string },
): Promise<void> {
  const endpoints = await findEndpointsByIds(tenant, endpointIds);
  const advised = endpoints.filter((endpoint) => endpoint.secretRotationAdvisedAt !== null);
  if (advised.length === 0) return;
  await notifyByRole(tenant, ['OWNER', 'ADMIN'], {
    kind: 'SECRET_ROTATION_ADVISED',
    happening: `rotation:${id}`,
    details: { webhookEndpointIds: advised.map((endpoint) => endpoint.id) },
  });
}
