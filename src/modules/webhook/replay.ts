import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import { enqueueJob } from '../job/enqueue.ts';
import { requireFeature } from '../plan/actions.ts';
import { requireFound } from './actions.ts';
import {
  findDeliveriesByIds,
  insertTest,
  restartDelivery,
  restartFailed,
  type WebhookDeliveryRow,
} from './deliveries.ts';
import { lockEndpoint, type WebhookEndpointRow } from './endpoints.ts';
import type {
  replayFailedWebhookDeliveriesInput,
  replayWebhookDeliveryInput,
  sendTestWebhookInput,
} from './input.ts';
import { TEST_EVENT } from './message.ts';

const MOST_AT_ONCE = 10_000;

/** Sends an endpoint an event that says nothing. @throws FEATURE_NOT_IN_PLAN, INVALID for a disabled endpoint */
export async function sendTest(
  context: Context,
  { id }: z.output<typeof sendTestWebhookInput>,
): Promise<{ webhookDelivery: WebhookDeliveryRow }> {
  const { db, scope, actorId } = context;
  await requireFeature(context, 'WEBHOOKS');
  requireEnabled(requireFound(await lockEndpoint(db, scope, id)), 'id');
  const deliveryId = await insertTest(db, scope, id, {
    type: TEST_EVENT,
    timestamp: new Date().toISOString(),
    version: 1,
    organizationId: scope.id,
    sequence: Date.now() * 1000,
    actorId,
    data: { endpointId: id },
  });
  await enqueueJob(db, 'deliver-webhooks', { endpointId: id });
  return found(context, deliveryId);
}

/** Sends a message again. @throws INVALID when its endpoint is disabled */
export async function replay(
  context: Context,
  { id }: z.output<typeof replayWebhookDeliveryInput>,
): Promise<{ webhookDelivery: WebhookDeliveryRow }> {
  const { db, scope } = context;
  const [delivery] = await findDeliveriesByIds(db, scope, [id]);
  if (!delivery) throw userError('NOT_FOUND', 'No such webhook delivery.', 'id');
  const { endpointId } = delivery;
  requireEnabled(requireFound(await lockEndpoint(db, scope, endpointId)), 'id');
  await restartDelivery(db, scope, id);
  await enqueueJob(db, 'deliver-webhooks', { endpointId });
  await recordReplay(context, endpointId, { deliveryId: id });
  return found(context, id);
}

/** Sends again what was given up. @throws INVALID when the endpoint is disabled */
export async function replayFailed(
  context: Context,
  { endpointId, since }: z.output<typeof replayFailedWebhookDeliveriesInput>,
): Promise<{ webhookEndpoint: WebhookEndpointRow; affectedCount: number; replayedCount: number }> {
  const { db, scope } = context;
  const webhookEndpoint = requireFound(await lockEndpoint(db, scope, endpointId), 'endpointId');
  requireEnabled(webhookEndpoint, 'endpointId');
  const replayedCount = await restartFailed(db, scope, endpointId, since, MOST_AT_ONCE);
  await enqueueJob(db, 'deliver-webhooks', { endpointId });
  await recordReplay(context, endpointId, { since, replayedCount });
  return { webhookEndpoint, affectedCount: replayedCount, replayedCount };
}

function requireEnabled({ disabledAt }: WebhookEndpointRow, field: string): void {
  if (disabledAt) throw userError('INVALID', 'The endpoint is disabled: enable it first.', field);
}

async function found({ db, scope }: Context, id: string): Promise<{ webhookDelivery: WebhookDeliveryRow }> {
  const [webhookDelivery] = await findDeliveriesByIds(db, scope, [id]);
  return { webhookDelivery: webhookDelivery! };
}

const recordReplay = (context: Context, endpointId: string, after: Record<string, unknown>) =>
  recordAudit(context, {
    action: 'webhook_endpoint.replayed',
    targetType: 'WebhookEndpoint',
    targetId: endpointId,
    after,
  });
