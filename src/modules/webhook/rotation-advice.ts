import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { notifyByRole } from '../notification/notify.ts';
import { findEndpointsByIds } from './endpoints.ts';

/** Notifies the remaining administrators of secrets to rotate, unless they were rotated before the job ran. */
export async function adviseSecretRotation(
  { db, scope }: TenantJobContext,
  { id, endpointIds }: TenantJobs['advise-secret-rotation'],
): Promise<void> {
  const endpoints = await findEndpointsByIds(db, scope, endpointIds);
  const advised = endpoints.filter((endpoint) => endpoint.secretRotationAdvisedAt !== null);
  if (advised.length === 0) return;
  await notifyByRole(db, scope, ['OWNER', 'ADMIN'], {
    kind: 'SECRET_ROTATION_ADVISED',
    happening: `rotation:${id}`,
    details: { webhookEndpointIds: advised.map((endpoint) => endpoint.id) },
  });
}
