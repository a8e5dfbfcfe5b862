import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import { enqueueJob } from '../../jobs/enqueue.ts';
import { requireFeature } from '../plan/actions.ts';
import { requireFound } from './actions.ts';
import { findDeliveriesByIds, insertTest, restartDelivery, restartFailed } from './delivery-queries.ts';
import { lockEndpoint } from './queries.ts';
import type {
  replayFailedWebhookDeliveriesInput,
  replayWebhookDeliveryInput,
  sendTestWebhookInput,
} from './input.ts';
import { findHeardProjects } from './audible.ts';
import { deliverWebhooksJob } from './jobs.ts';
import { TEST_EVENT } from './message.ts';
import type { WebhookDeliveryRow, WebhookEndpointRow } from './rows.ts';

const MAX_REPLAYED = 10_000;

/** Sends a test event to an endpoint. @throws FEATURE_NOT_IN_PLAN, INVALID for a disabled endpoint */
export async function sendTest(
  context: Context,
  { id }: z.output<typeof sendTestWebhookInput>,
): Promise<{ webhookDelivery: WebhookDeliveryRow }> {
  const { tenant, db, scope, actorId } = context;
  await requireFeature(context, 'WEBHOOKS');
  requireEnabled(requireFound(await lockEndpoint(tenant, id)), 'id');
  const deliveryId = await insertTest(tenant, id, {
    type: TEST_EVENT,
    timestamp: new Date().toISOString(),
    version: 1,
    organizationId: scope.id,
    sequence: Date.now() * 1000,
    actorId,
    data: { endpointId: id },
  });
  await enqueueJob(db, deliverWebhooksJob, { endpointId: id });
  const [webhookDelivery] = await findDeliveriesByIds(tenant, [deliveryId]);
  return { webhookDelivery: webhookDelivery! };
}

/** Sends a message again. @throws INVALID when its endpoint is disabled, or may not hear of its project any more */
export async function replay(
  context: Context,
  { id }: z.output<typeof replayWebhookDeliveryInput>,
): Promise<{ webhookDelivery: WebhookDeliveryRow }> {
  const { tenant, db } = context;
  const [delivery] = await findDeliveriesByIds(tenant, [id]);
  const { endpointId, projectId, eventType } = requireDelivery(delivery);
  requireEnabled(requireFound(await lockEndpoint(tenant, endpointId)), 'id');
  if (projectId && eventType !== 'project.deleted') {
    const heard = await findHeardProjects(tenant, [endpointId], [projectId]);
    if (heard.length === 0)
      throw userError('INVALID', 'The endpoint does not receive events of this project any more.', 'id');
  }
  const webhookDelivery = requireDelivery(await restartDelivery(tenant, id));
  await enqueueJob(db, deliverWebhooksJob, { endpointId });
  await recordReplay(context, endpointId, { deliveryId: id });
  return { webhookDelivery };
}

/** Sends an endpoint's failed deliveries again. @throws INVALID when the endpoint is disabled */
export async function replayFailed(
  context: Context,
  { endpointId, since }: z.output<typeof replayFailedWebhookDeliveriesInput>,
): Promise<{ webhookEndpoint: WebhookEndpointRow; affectedCount: number; replayedCount: number }> {
  const { tenant, db } = context;
  const webhookEndpoint = requireFound(await lockEndpoint(tenant, endpointId), 'endpointId');
  requireEnabled(webhookEndpoint, 'endpointId');
  const replayedCount = await restartFailed(tenant, endpointId, since, MAX_REPLAYED);
  await enqueueJob(db, deliverWebhooksJob, { endpointId });
  await recordReplay(context, endpointId, { since, replayedCount });
  return { webhookEndpoint, affectedCount: replayedCount, replayedCount };
}

/** @throws NOT_FOUND */
function requireDelivery(delivery: WebhookDeliveryRow | undefined): WebhookDeliveryRow {
  if (!delivery) throw userError('NOT_FOUND', 'No such webhook delivery.', 'id');
  return delivery;
}

function requireEnabled({ disabledAt }: WebhookEndpointRow, field: string): void {
  if (disabledAt) throw userError('INVALID', 'The endpoint is disabled. Enable it first.', field);
}

const recordReplay = (context: Context, endpointId: string, after: Record<string, unknown>) =>
  recordAudit(context, {
    action: 'webhook_endpoint.replayed',
    targetType: 'WebhookEndpoint',
    targetId: endpointId,
    after,
  });
