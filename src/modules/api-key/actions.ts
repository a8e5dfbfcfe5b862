import { hasPermission, recheckPermission } from '../../authorization/permission-checks.ts';
import type { z } from 'zod';
import { includesRole } from '../../authorization/access.ts';
import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { userError } from '../../errors.ts';
import type { ApiKeyScope } from '../../generated/enums.ts';
import { recordAudit } from '../audit/record.ts';
import { lockOrganization } from '../organization/queries.ts';
import { assertWithinPlan } from '../plan/actions.ts';
import type { createApiKeyInput, rollApiKeyInput, updateApiKeyInput } from './input.ts';
import { expireSecrets, insertApiKey, insertSecret, lockApiKey, updateApiKey } from './queries.ts';
import { hashSecret, newSecret, prefixOf } from '../../authentication/api-key-secret.ts';
import type { ApiKeyRow } from './rows.ts';

/** Creates a key, within the plan's limit. Returns its secret, which is not stored. */
export async function createApiKey(
  context: Context,
  { name, role, scopes, expiresAt }: z.output<typeof createApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow; secret: string }> {
  const { tenant, viewer } = context;
  await assertWithinPlan(tenant, 'apiKeys');
  await recheckPermission(context, 'apiKey.manage');
  if (!includesRole(context.membership.role, role))
    throw userError('FORBIDDEN_ROLE', 'You cannot grant a role above your own.', 'role');
  requireMayGrant(context, scopes, 'scopes');
  const secret = newSecret(environmentOf(context));
  const apiKey = await insertApiKey(tenant, {
    name,
    prefix: prefixOf(secret),
    role,
    scopes,
    createdById: viewer.id,
    expiresAt: expiresAt ?? null,
  });
  await insertSecret(tenant, apiKey.id, hashSecret(secret)!);
  await recordAudit(context, {
    action: 'api_key.created',
    targetType: 'ApiKey',
    targetId: apiKey.id,
    after: { name, role, scopes, ...(expiresAt && { expiresAt }) },
  });
  return { apiKey, secret };
}

/** Creates a new secret for a key. Earlier secrets stay valid for the overlap. @throws FORBIDDEN_ROLE */
export async function rollApiKey(
  context: Context,
  { id, overlapSeconds }: z.output<typeof rollApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow; secret: string }> {
  const { tenant } = context;
  // Security: a person who is being removed could get a new secret after the removal has revoked those they know. The
  // lock orders the two, and the permission is checked again after the wait.
  await lockOrganization(tenant);
  await recheckPermission(context, 'apiKey.manage');
  const key = await lockLiveKey(context, id);
  requireMayGrant(context, key.scopes, 'id');
  const secret = newSecret(environmentOf(context));
  await expireSecrets(tenant, id, overlapSeconds);
  await insertSecret(tenant, id, hashSecret(secret)!);
  const apiKey = await updateApiKey(tenant, id, { prefix: prefixOf(secret) });
  await recordAudit(context, {
    action: 'api_key.rolled',
    targetType: 'ApiKey',
    targetId: id,
    after: { overlapSeconds },
  });
  return { apiKey, secret };
}

export async function renameApiKey(
  context: Context,
  { id, ...wanted }: z.output<typeof updateApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow }> {
  const key = await lockLiveKey(context, id);
  const changed = changedValues(key, wanted);
  if (!changed) return { apiKey: key };
  const apiKey = await updateApiKey(context.tenant, id, changed);
  await recordAudit(context, {
    action: 'api_key.updated',
    targetType: 'ApiKey',
    targetId: id,
    before: { name: key.name },
    after: { ...changed },
  });
  return { apiKey };
}

/** Revokes a key. Its secrets are rejected from the next request on. */
export async function revokeApiKey(context: Context, { id }: { id: string }): Promise<{ apiKey: ApiKeyRow }> {
  await lockLiveKey(context, id);
  const apiKey = await updateApiKey(context.tenant, id, { revoked: true });
  await recordAudit(context, { action: 'api_key.revoked', targetType: 'ApiKey', targetId: id });
  return { apiKey };
}

/** Returns whether the viewer may rename and revoke the key. */
export const mayManage = (context: Context, { revokedAt }: ApiKeyRow): boolean =>
  hasPermission(context, 'apiKey.manage') && revokedAt === null;

/** Returns whether the viewer may see a secret with these scopes: its reader can use all of them. */
export const mayGrant = (context: Context, scopes: ApiKeyScope[]): boolean =>
  scopeAbove(context, scopes) === undefined;

/** The permission of a user who creates a key with the scope, or who is shown its secret. Only owners have them all. */
const permissionToGrant: Record<ApiKeyScope, Permission> = {
  READ: 'apiKey.manage',
  WRITE: 'apiKey.manage',
  USAGE_WRITE: 'usage.record',
  CREDITS_WRITE: 'credit.spend',
  MEMBERS_WRITE: 'ownership.transfer',
};

const scopeAbove = (context: Context, scopes: ApiKeyScope[]): ApiKeyScope | undefined =>
  scopes.find((scope) => !hasPermission(context, permissionToGrant[scope]));

function requireMayGrant(context: Context, scopes: ApiKeyScope[], field: string): void {
  const above = scopeAbove(context, scopes);
  if (above)
    throw userError(
      'FORBIDDEN_ROLE',
      above === 'MEMBERS_WRITE'
        ? 'Only members with at least the role OWNER can get a key with the scope MEMBERS_WRITE.'
        : `You lack the permission that a key with the scope ${above} gives.`,
      field,
    );
}

const environmentOf = ({ services }: Context) => (services.config.development ? 'test' : 'live');

async function lockLiveKey({ tenant }: Context, id: string): Promise<ApiKeyRow> {
  const key = await lockApiKey(tenant, id);
  if (!key) throw userError('NOT_FOUND', 'No such API key.', 'id');
  if (key.revokedAt) throw userError('INVALID', 'The API key is revoked.', 'id');
  return key;
}
