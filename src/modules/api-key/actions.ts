import type { z } from 'zod';
import { includesRole } from '../../authorization/access.ts';
import { leastToGrantScope } from '../../authorization/permissions.ts';
import type { Context } from '../../context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { userError } from '../../errors.ts';
import type { ApiKeyScope } from '../../generated/graphql.ts';
import { recordAudit } from '../audit/record.ts';
import { lockOrganization } from '../organization/queries.ts';
import { requireRoom } from '../plan/actions.ts';
import type { createApiKeyInput, rollApiKeyInput, updateApiKeyInput } from './input.ts';
import {
  type ApiKeyRow,
  expireSecrets,
  findApiKeysByIds,
  insertApiKey,
  insertSecret,
  lockApiKey,
  updateApiKey,
} from './queries.ts';
import { hashSecret, newSecret, prefixOf } from './secret.ts';

/** Makes a key, within the plan's limit; answers its secret, which is kept nowhere. */
export async function createApiKey(
  context: Context,
  { name, role, scopes, expiresAt }: z.output<typeof createApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow; secret: string }> {
  const { db, scope, viewer } = context;
  await requireRoom(db, scope, 'apiKeys');
  await context.requireStill('apiKey.manage');
  if (!includesRole(context.membership.role, role))
    throw userError('FORBIDDEN_ROLE', 'Nobody grants a role above their own.', 'role');
  requireMayGrant(context, scopes, 'scopes');
  const secret = newSecret(environmentOf(context));
  const id = await insertApiKey(db, scope, {
    name,
    prefix: prefixOf(secret),
    role,
    scopes,
    createdById: viewer.id,
    expiresAt: expiresAt ?? null,
  });
  await insertSecret(db, scope, id, hashSecret(secret)!);
  await recordAudit(context, {
    action: 'api_key.created',
    targetType: 'ApiKey',
    targetId: id,
    after: { name, role, scopes, ...(expiresAt && { expiresAt }) },
  });
  return { apiKey: await found(context, id), secret };
}

/** Gives a key a new secret; those so far work on for the overlap. @throws FORBIDDEN_ROLE */
export async function rollApiKey(
  context: Context,
  { id, overlapSeconds }: z.output<typeof rollApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow; secret: string }> {
  const { db, scope } = context;
  // Security: somebody who is being removed could be shown a secret after the removal has ended those that they know.
  // The lock puts one behind the other, and the right to it is checked again after the wait.
  await lockOrganization(db, scope);
  await context.requireStill('apiKey.manage');
  const key = await lockLiveKey(context, id);
  requireMayGrant(context, key.scopes, 'id');
  const secret = newSecret(environmentOf(context));
  await expireSecrets(db, scope, id, overlapSeconds);
  await insertSecret(db, scope, id, hashSecret(secret)!);
  await updateApiKey(db, scope, id, { prefix: prefixOf(secret) });
  await recordAudit(context, {
    action: 'api_key.rolled',
    targetType: 'ApiKey',
    targetId: id,
    after: { overlapSeconds },
  });
  return { apiKey: await found(context, id), secret };
}

export async function renameApiKey(
  context: Context,
  { id, ...wanted }: z.output<typeof updateApiKeyInput>,
): Promise<{ apiKey: ApiKeyRow }> {
  const key = await lockLiveKey(context, id);
  const changed = changedValues(key, wanted);
  if (!changed) return { apiKey: key };
  await updateApiKey(context.db, context.scope, id, changed);
  await recordAudit(context, {
    action: 'api_key.updated',
    targetType: 'ApiKey',
    targetId: id,
    before: { name: key.name },
    after: { ...changed },
  });
  return { apiKey: await found(context, id) };
}

/** Ends a key: its secrets fail from the next request on. */
export async function revokeApiKey(context: Context, { id }: { id: string }): Promise<{ apiKey: ApiKeyRow }> {
  await lockLiveKey(context, id);
  await updateApiKey(context.db, context.scope, id, { revoked: true });
  await recordAudit(context, { action: 'api_key.revoked', targetType: 'ApiKey', targetId: id });
  return { apiKey: await found(context, id) };
}

/** Whether the viewer may rename and revoke the key. */
export const mayManage = (context: Context, { revokedAt }: ApiKeyRow): boolean =>
  context.can('apiKey.manage') && revokedAt === null;

/** Whoever is shown a key's secret can use all its scopes. */
export const mayGrant = (context: Context, scopes: ApiKeyScope[]): boolean =>
  scopeAbove(context, scopes) === undefined;

const scopeAbove = (context: Context, scopes: ApiKeyScope[]): ApiKeyScope | undefined =>
  scopes.find((scope) => !includesRole(context.membership.role, leastToGrantScope[scope]));

function requireMayGrant(context: Context, scopes: ApiKeyScope[], field: string): void {
  const above = scopeAbove(context, scopes);
  if (above)
    throw userError('FORBIDDEN_ROLE', `A key with ${above} is for an ${leastToGrantScope[above]}.`, field);
}

const environmentOf = ({ services }: Context) => (services.config.development ? 'test' : 'live');

async function lockLiveKey({ db, scope }: Context, id: string): Promise<ApiKeyRow> {
  const key = await lockApiKey(db, scope, id);
  if (!key) throw userError('NOT_FOUND', 'No such API key.', 'id');
  if (key.revokedAt) throw userError('INVALID', 'The API key is revoked.', 'id');
  return key;
}

async function found({ db, scope }: Context, id: string): Promise<ApiKeyRow> {
  const [key] = await findApiKeysByIds(db, scope, [id]);
  return key!;
}
