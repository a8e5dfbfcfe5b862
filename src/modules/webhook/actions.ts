import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { countRows } from '../../database/count.ts';
import { userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { assertBelowLimit, requireFeature } from '../plan/actions.ts';
import { findAllowance } from '../plan/queries.ts';
import { giveUpPending } from './delivery-queries.ts';
import {
  countRetiredSecrets,
  deleteEndpoint,
  findEndpointsByIds,
  insertEndpoint,
  lockEndpoint,
  replaceSecret,
  updateEndpoint,
} from './queries.ts';
import type {
  createWebhookEndpointInput,
  deleteWebhookEndpointInput,
  rotateWebhookSecretInput,
  updateWebhookEndpointInput,
} from './input.ts';
import { webhookSecretContext } from './secret-context.ts';
import { newSecret, secretText } from './signature.ts';
import type { WebhookEndpointRow } from './rows.ts';

/** Each retired secret adds a signature to every message. */
const MAX_RETIRED_SECRETS = 5;

/**
 * Creates an endpoint and its secret, which is returned only this once. @throws FEATURE_NOT_IN_PLAN, PLAN_LIMIT_REACHED
 */
export async function createEndpoint(
  context: Context,
  input: z.output<ReturnType<typeof createWebhookEndpointInput>>,
): Promise<{ webhookEndpoint: WebhookEndpointRow; secret: string }> {
  const { tenant } = context;
  await requireFeature(context, 'WEBHOOKS');
  const plan = await lockOrganizationFor(context, 'webhook.manage');
  const { limits } = await findAllowance(tenant, plan);
  const limit = limits.webhookEndpoints;
  const used = limit === null ? 0 : await countRows(tenant, 'webhook_endpoints');
  assertBelowLimit(used, limit, `The organization may have ${limit} webhook endpoints.`);
  const secret = newSecret();
  const webhookEndpoint = await insertEndpoint(tenant, input, sealed(context, secret));
  await record(context, 'created', webhookEndpoint.id, { after: shown(webhookEndpoint) });
  return { webhookEndpoint, secret: secretText(secret) };
}

export async function changeEndpoint(
  context: Context,
  { id, disabled, ...wanted }: z.output<ReturnType<typeof updateWebhookEndpointInput>>,
): Promise<{ webhookEndpoint: WebhookEndpointRow }> {
  const { tenant } = context;
  const before = requireFound(await lockEndpoint(tenant, id));
  const switched = disabled !== undefined && disabled !== (before.disabledAt !== null);
  const changed = changedValues(before, wanted);
  if (!changed && !switched) return { webhookEndpoint: before };
  const reason = disabled ? ('MANUAL' as const) : null;
  const after = await updateEndpoint(tenant, id, { ...changed, ...(switched && { reason }) });
  if (switched && disabled) await giveUpPending(tenant, id);
  await record(context, 'updated', id, { before: shown(before), after: shown(after) });
  return { webhookEndpoint: after };
}

export async function removeEndpoint(
  context: Context,
  { id }: z.output<typeof deleteWebhookEndpointInput>,
): Promise<{ deletedId: string }> {
  const { tenant } = context;
  const endpoint = requireFound(await lockEndpoint(tenant, id));
  await deleteEndpoint(tenant, id);
  await record(context, 'deleted', id, { before: shown(endpoint) });
  return { deletedId: id };
}

/** Creates a new secret for an endpoint, which is returned only this once. */
export async function rotateSecret(
  context: Context,
  { id, overlapHours }: z.output<typeof rotateWebhookSecretInput>,
): Promise<{ webhookEndpoint: WebhookEndpointRow; secret: string }> {
  const { tenant } = context;
  await lockOrganizationFor(context, 'webhook.manage');
  requireFound(await lockEndpoint(tenant, id));
  if (overlapHours > 0 && (await countRetiredSecrets(tenant, id)) >= MAX_RETIRED_SECRETS)
    throw userError(
      'INVALID',
      `At most ${MAX_RETIRED_SECRETS} replaced secrets sign at once. Wait until one ends, or end them all with 0 hours of overlap.`,
      'overlapHours',
    );
  const secret = newSecret();
  await replaceSecret(tenant, id, sealed(context, secret), overlapHours);
  await record(context, 'secret_rotated', id, { after: { overlapHours } });
  const [webhookEndpoint] = await findEndpointsByIds(tenant, [id]);
  return { webhookEndpoint: webhookEndpoint!, secret: secretText(secret) };
}

/** @throws NOT_FOUND */
export function requireFound(endpoint: WebhookEndpointRow | undefined, field = 'id'): WebhookEndpointRow {
  if (!endpoint) throw userError('NOT_FOUND', 'No such webhook endpoint.', field);
  return endpoint;
}

const sealed = ({ services, scope }: Context, secret: Buffer) =>
  services.secrets.seal(secret, webhookSecretContext(scope.id));

/**
 * The audited fields. Security: the path and query of some services' URLs are secrets, so the URL is recorded without
 * them.
 */
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
