import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { transact } from '../../database/system.ts';
import { insertAuditEvent } from '../audit/record.ts';
import { releasePlan as release } from '../organization/queries.ts';
import { lockAnyOrganization } from '../plan/overrides.ts';
import type { releasePlanInput } from './input.ts';
import { syncPaymentJob } from './jobs.ts';
import { requestSyncOfOrganization } from './system-queries.ts';

/**
 * Lets an organization's subscription decide about its plan again, as a platform administrator. The job reads the
 * subscription, and gives its plan.
 */
export const releasePlan = (
  context: Context,
  { organizationId, reason }: z.output<typeof releasePlanInput>,
) =>
  transact(context, async (db) => {
    const tenant = await lockAnyOrganization(db, organizationId);
    if (!(await release(tenant))) return { affectedCount: 0 };
    const { viewer, request } = context;
    await insertAuditEvent(
      db,
      organizationId,
      {
        action: 'organization.plan_released',
        targetType: 'Organization',
        targetId: organizationId,
        after: { reason },
      },
      { actorId: viewer.id, request },
    );
    await requestSyncOfOrganization(db, syncPaymentJob, organizationId);
    return { affectedCount: 1 };
  });
