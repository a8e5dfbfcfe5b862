import { isDeepStrictEqual } from 'node:util';
import { hasPermission, recheckPermission } from '../../authorization/permission-checks.ts';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { userError } from '../../errors.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { assertWithinPlan } from '../plan/actions.ts';
import { auditedProjects } from '../project/loaders.ts';
import {
  includesKeyOfService,
  isOfAnotherPerson,
  lacksPermissions,
  requireMayGrant,
  requireRole,
  requireServiceAccount,
  scopeAbove,
} from './grants.ts';
import { requireNarrower } from './narrower.ts';
import { withinProjects } from './projects.ts';
import type { createApiKeyInput, rollApiKeyInput, updateApiKeyInput } from './input.ts';
import { expireSecrets, insertApiKey, insertSecret, lockApiKey, updateApiKey } from './queries.ts';
import { hashSecret, newSecret, prefixOf } from '../../authentication/api-key-secret.ts';
import type { ApiKeyRow } from './rows.ts';

/** Creates a key, within the plan's limit. Returns its secret, which is not stored. */
export async function createApiKey(
  context: Context,
  { ownerId, expiresAt, ...wanted }: z.output<typeof createApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow; secret: string }> {
  const { tenant, viewer } = context;
  const { name, role, scopes } = wanted;
  await assertWithinPlan(tenant, 'apiKeys');
  await recheckPermission(context, 'apiKey.manage');
  const key = await withinProjects(context, wanted);
  requireRole(context, role, 'role');
  requireMayGrant(context, scopes, 'scopes');
  if (ownerId) await requireServiceAccount(context, ownerId, key);
  const secret = newSecret(environmentOf(context));
  const apiKey = await insertApiKey(tenant, {
    ...key,
    prefix: prefixOf(secret),
    createdById: viewer.id,
    ownerId: ownerId ?? viewer.id,
    expiresAt: expiresAt ?? null,
  });
  await insertSecret(tenant, apiKey.id, hashSecret(secret)!);
  await recordAudit(context, {
    action: 'api_key.created',
    targetType: 'ApiKey',
    targetId: apiKey.id,
    after: {
      name,
      role,
      scopes,
      ...(expiresAt && { expiresAt }),
      ...(ownerId && { ownerId }),
      ...given(key, 'permissions', 'requestsPerMinute', 'requestsPerMonth', 'networks'),
      ...(await auditedProjects(context, apiKey.projectIds)),
    },
  });
  return { apiKey, secret };
}

/** Creates a new secret for a key. Earlier secrets stay valid for the overlap. @throws FORBIDDEN_ROLE */
export async function rollApiKey(
  context: Context,
  { id, overlapSeconds }: z.output<typeof rollApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow; secret: string }> {
  const { tenant } = context;
  const key = await lockLiveKey(context, id);
  requireMayGrant(context, key.scopes, 'id');
  if (!(await includesKeyOfService(context, key))) throw lacksPermissions('id');
  const secret = newSecret(environmentOf(context));
  await expireSecrets(tenant, id, overlapSeconds);
  await insertSecret(tenant, id, hashSecret(secret)!);
  const apiKey = await updateApiKey(tenant, id, { prefix: prefixOf(secret), rollDueAt: null });
  await recordAudit(context, {
    action: 'api_key.rolled',
    targetType: 'ApiKey',
    targetId: id,
    after: { overlapSeconds },
  });
  return { apiKey, secret };
}

/**
 * Changes a key. Its limits are changed only by somebody who could create a key with the new ones, and those of another
 * person's key are only narrowed.
 */
export async function changeApiKey(
  context: Context,
  { id, ...wanted }: z.output<typeof updateApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow }> {
  const key = await lockLiveKey(context, id);
  const before = { ...key, expiresAt: key.expiresAt && serializeDateTime(key.expiresAt) };
  const changed = changedValues(before, await withinProjects(context, wanted, key));
  if (!changed) return { apiKey: key };
  const { name: _name, ...limits } = changed;
  if (Object.keys(limits).length > 0) await requireMayLimit(context, key, limits);
  const apiKey = await updateApiKey(context.tenant, id, changed);
  const { projectIds, ...others } = changed;
  const audited = changes(
    before,
    { ...before, ...others },
    ...(Object.keys(others) as (keyof typeof others)[]),
  );
  const was = {
    ...audited.before,
    ...(projectIds !== undefined && (await auditedProjects(context, key.projectIds))),
  };
  const is = {
    ...audited.after,
    ...(projectIds !== undefined && (await auditedProjects(context, projectIds))),
  };
  await recordAudit(context, {
    action: 'api_key.updated',
    targetType: 'ApiKey',
    targetId: id,
    // A private project in place of another one is a change, too.
    before: isDeepStrictEqual(was, is) ? null : was,
    after: is,
  });
  return { apiKey };
}

/**
 * Security: a key acts for its owner. Whoever was shown its secret once could otherwise give the owner's key more.
 * @throws FORBIDDEN_ROLE unless the viewer could create the key with these limits; INVALID for one that has expired
 */
async function requireMayLimit(context: Context, key: ApiKeyRow, limits: Partial<ApiKeyRow>): Promise<void> {
  if (limits.expiresAt !== undefined && key.status === 'EXPIRED')
    throw userError('INVALID', 'The API key has expired. Create another one.', 'expiresAt');
  requireRole(context, key.role, 'id');
  requireMayGrant(context, key.scopes, 'id');
  if (!(await includesKeyOfService(context, { ...key, ...limits }))) throw lacksPermissions('id');
  if (await isOfAnotherPerson(context, key))
    requireNarrower(key, limits, 'The API key belongs to another person.');
  // Whoever was shown its secret would see what they need not see.
  else if (key.ownerId !== context.viewer.id)
    requireNarrower(
      key,
      { projectIds: limits.projectIds },
      "Others may know the secret of the service account's API key.",
    );
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

/** Returns whether the viewer may roll the key: they are shown a secret with which all of it can be done. */
export const mayRoll = async (context: Context, key: ApiKeyRow): Promise<boolean> =>
  mayManage(context, key) &&
  scopeAbove(context, key.scopes) === undefined &&
  (await includesKeyOfService(context, key));

/** Returns the limits that are set. */
const given = <Key extends object>(key: Key, ...names: (keyof Key & string)[]) =>
  Object.fromEntries(names.filter((name) => key[name] != null).map((name) => [name, key[name]]));

const environmentOf = ({ services }: Context) => (services.config.development ? 'test' : 'live');

/**
 * Security: a person who is being removed could get a new secret after the removal has revoked those they know, or change
 * what limits a key.
 * @throws NOT_FOUND; INVALID for a revoked key; FORBIDDEN if the viewer may no longer manage keys
 */
async function lockLiveKey(context: Context, id: string): Promise<ApiKeyRow> {
  await lockOrganizationFor(context, 'apiKey.manage');
  const key = await lockApiKey(context.tenant, id);
  if (!key) throw userError('NOT_FOUND', 'No such API key.', 'id');
  if (key.revokedAt) throw userError('INVALID', 'The API key is revoked.', 'id');
  return key;
}
