import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { countRows } from '../../database/count.ts';
import { userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { hasLevel } from '../project/levels.ts';
import { auditedProjects, loadProjects } from '../project/loaders.ts';
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
  await requireNameable(context, input.projectIds);
  const confirms = await confirming(context, { url: input.url, projectIds: null }, input);
  const secret = newSecret();
  const webhookEndpoint = await insertEndpoint(tenant, { ...input, confirms }, sealed(context, secret));
  await record(context, 'created', webhookEndpoint.id, { after: await shown(context, webhookEndpoint) });
  return { webhookEndpoint, secret: secretText(secret) };
}

export async function changeEndpoint(
  context: Context,
  { id, disabled, ...wanted }: z.output<ReturnType<typeof updateWebhookEndpointInput>>,
): Promise<{ webhookEndpoint: WebhookEndpointRow }> {
  const { tenant } = context;
  const before = requireFound(await lockEndpoint(tenant, id));
  const switched = disabled !== undefined && disabled !== (before.disabledAt !== null);
  await requireNameable(context, wanted.projectIds);
  const changed = changedValues(before, wanted);
  const confirms = await confirming(context, before, wanted);
  if (!changed && !switched && confirms === undefined) return { webhookEndpoint: before };
  const reason = disabled ? ('MANUAL' as const) : null;
  const after = await updateEndpoint(tenant, id, { ...changed, confirms, ...(switched && { reason }) });
  if (switched && disabled) await giveUpPending(tenant, id);
  await record(context, 'updated', id, {
    before: await shown(context, before),
    after: {
      ...(await shown(context, after)),
      // Also if only the path differs, which the log does not show.
      ...(after.url !== before.url && { urlChanged: true }),
      ...(confirms && after.projectIds && { confirmed: true }),
    },
  });
  return { webhookEndpoint: after };
}

export async function removeEndpoint(
  context: Context,
  { id }: z.output<typeof deleteWebhookEndpointInput>,
): Promise<{ deletedId: string }> {
  const { tenant } = context;
  const endpoint = requireFound(await lockEndpoint(tenant, id));
  await deleteEndpoint(tenant, id);
  await record(context, 'deleted', id, { before: await shown(context, endpoint) });
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
async function shown(
  context: Context,
  { url, events, payload, projectIds, disabledReason }: WebhookEndpointRow,
) {
  return {
    host: new URL(url).host,
    events,
    payload,
    ...(await auditedProjects(context, projectIds)),
    disabledReason,
  };
}

/**
 * Checks that the caller may let an endpoint hear of the projects: of private ones, whoever may manage them.
 * @throws NOT_FOUND, FORBIDDEN_ROLE
 */
async function requireNameable(context: Context, ids: string[] | null | undefined): Promise<void> {
  const named = await loadProjects(context, ids ?? []);
  for (const [index, project] of named.entries()) {
    const field = ['projectIds', String(index)];
    if (!project) throw userError('NOT_FOUND', 'No such project.', ...field);
    if (project.visibility === 'PRIVATE' && !(await hasLevel(context, project.id, 'MANAGE')))
      throw userError(
        'FORBIDDEN_ROLE',
        'Only those who manage a private project may send its events to an endpoint.',
        ...field,
      );
  }
}

/**
 * Returns whether the caller now vouches for the endpoint's private projects, or nobody does; undefined if that stays.
 *
 * Security: whoever sends an endpoint elsewhere could receive what they do not see. An API key vouches only for what it
 * manages itself, not for what its owner does.
 */
async function confirming(
  context: Context,
  before: Pick<WebhookEndpointRow, 'url' | 'projectIds'>,
  wanted: { url?: string | undefined; projectIds?: string[] | null | undefined },
): Promise<boolean | undefined> {
  const isMoved = wanted.url !== undefined && wanted.url !== before.url;
  const { projectIds = isMoved ? before.projectIds : null } = wanted;
  if (!projectIds) return undefined;
  const named = await loadProjects(context, projectIds);
  const vouches = await Promise.all(
    named.map(
      (project) =>
        project &&
        ((project.visibility === 'ORGANIZATION' && !context.apiKeyId) ||
          hasLevel(context, project.id, 'MANAGE')),
    ),
  );
  return vouches.every(Boolean);
}

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
