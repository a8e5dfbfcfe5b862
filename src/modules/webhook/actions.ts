import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { countRows } from '../../database/count.ts';
import { userError } from '../../errors.ts';
import type { PlanCode } from '../../generated/graphql.ts';
import { recordAudit } from '../audit/record.ts';
import { lockOrganization } from '../organization/queries.ts';
import { requireFeature } from '../plan/actions.ts';
import { findAllowance } from '../plan/queries.ts';
import { giveUpPending } from './deliveries.ts';
import {
  countRetiredSecrets,
  deleteEndpoint,
  findEndpointsByIds,
  insertEndpoint,
  lockEndpoint,
  replaceSecret,
  updateEndpoint,
  type WebhookEndpointRow,
} from './endpoints.ts';
import type {
  createWebhookEndpointInput,
  deleteWebhookEndpointInput,
  rotateWebhookSecretInput,
  updateWebhookEndpointInput,
} from './input.ts';
import { secretPlace } from './secret-place.ts';
import { newSecret, secretText } from './signature.ts';

/** Each one adds a signature to every message. */
const MAX_RETIRED_SECRETS = 5;

/** Makes an endpoint, and its secret, which is shown this once. @throws FEATURE_NOT_IN_PLAN, PLAN_LIMIT_REACHED */
export async function createEndpoint(
  context: Context,
  input: z.output<ReturnType<typeof createWebhookEndpointInput>>,
): Promise<{ webhookEndpoint: WebhookEndpointRow; secret: string }> {
  const { db, scope } = context;
  await requireFeature(context, 'WEBHOOKS');
  const plan = await lockForSecret(context);
  const { limits } = await findAllowance(db, scope, plan);
  const most = limits.webhookEndpoints;
  if (most !== null && (await countRows(db, scope, 'webhook_endpoints')) >= most)
    throw userError('PLAN_LIMIT_REACHED', `The organization may have ${most} webhook endpoints.`);
  const secret = newSecret();
  const webhookEndpoint = await insertEndpoint(db, scope, input, sealed(context, secret));
  await record(context, 'created', webhookEndpoint.id, { after: shown(webhookEndpoint) });
  return { webhookEndpoint, secret: secretText(secret) };
}

export async function changeEndpoint(
  context: Context,
  { id, disabled, ...wanted }: z.output<ReturnType<typeof updateWebhookEndpointInput>>,
): Promise<{ webhookEndpoint: WebhookEndpointRow }> {
  const { db, scope } = context;
  const before = requireFound(await lockEndpoint(db, scope, id));
  const switched = disabled !== undefined && disabled !== (before.disabledAt !== null);
  const changed = changedValues(before, wanted);
  if (!changed && !switched) return { webhookEndpoint: before };
  const reason = disabled ? ('MANUAL' as const) : null;
  await updateEndpoint(db, scope, id, { ...changed, ...(switched && { reason }) });
  if (switched && disabled) await giveUpPending(db, scope, id);
  const [after] = await findEndpointsByIds(db, scope, [id]);
  await record(context, 'updated', id, { before: shown(before), after: shown(after!) });
  return { webhookEndpoint: after! };
}

export async function removeEndpoint(
  context: Context,
  { id }: z.output<typeof deleteWebhookEndpointInput>,
): Promise<{ deletedId: string }> {
  const { db, scope } = context;
  const endpoint = requireFound(await lockEndpoint(db, scope, id));
  await deleteEndpoint(db, scope, id);
  await record(context, 'deleted', id, { before: shown(endpoint) });
  return { deletedId: id };
}

/** Gives an endpoint a new secret, which is shown this once. */
export async function rotateSecret(
  context: Context,
  { id, overlapHours }: z.output<typeof rotateWebhookSecretInput>,
): Promise<{ webhookEndpoint: WebhookEndpointRow; secret: string }> {
  const { db, scope } = context;
  await lockForSecret(context);
  requireFound(await lockEndpoint(db, scope, id));
  if (overlapHours > 0 && (await countRetiredSecrets(db, scope, id)) >= MAX_RETIRED_SECRETS)
    throw userError(
      'INVALID',
      `At most ${MAX_RETIRED_SECRETS} replaced secrets sign at once. Wait until one ends, or end them all with 0 hours of overlap.`,
      'overlapHours',
    );
  const secret = newSecret();
  await replaceSecret(db, scope, id, sealed(context, secret), overlapHours);
  await record(context, 'secret_rotated', id, { after: { overlapHours } });
  const [webhookEndpoint] = await findEndpointsByIds(db, scope, [id]);
  return { webhookEndpoint: webhookEndpoint!, secret: secretText(secret) };
}

/**
 * Security: somebody who is being removed could be shown a new secret after the removal has ended what they know. The
 * lock puts one behind the other, and the right to it is checked again after the wait.
 */
async function lockForSecret(context: Context): Promise<PlanCode> {
  const plan = await lockOrganization(context.db, context.scope);
  await context.requireStill('webhook.manage');
  return plan;
}

/** @throws NOT_FOUND */
export function requireFound(endpoint: WebhookEndpointRow | undefined, field = 'id'): WebhookEndpointRow {
  if (!endpoint) throw userError('NOT_FOUND', 'No such webhook endpoint.', field);
  return endpoint;
}

const sealed = ({ services, scope }: Context, secret: Buffer) =>
  services.secrets.seal(secret, secretPlace(scope.id));

/** For the audit log. Without the URL's path and query: those of some services are secrets. */
const shown = ({ url, events, payload, disabledReason }: WebhookEndpointRow) => ({
  host: new URL(url).host,
  events,
  payload,
  disabledReason,
});

const record = (
  context: Context,
  what: string,
  targetId: string,
  states: { before?: object; after?: object },
) =>
  recordAudit(context, {
    action: `webhook_endpoint.${what}`,
    targetType: 'WebhookEndpoint',
    targetId,
    ...(states as { before?: Record<string, unknown>; after?: Record<string, unknown> }),
  });
