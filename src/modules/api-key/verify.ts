import { sql } from 'kysely';
import type { z } from 'zod';
import { hashSecret } from '../../authentication/api-key-secret.ts';
import { refusePermission } from '../../authorization/access.ts';
import type { Permission } from '../../authorization/permissions.ts';
import { authorizationColumns, type AuthorizationRow, toCallerAccess } from '../../core/access.ts';
import type { Context } from '../../core/context.ts';
import { systemDb } from '../../database/system.ts';
import type { KeyVerificationCode } from '../../generated/enums.ts';
import { toCount } from '../../database/count.ts';
import { noteMonth } from '../plan/request-quota.ts';
import type { KeyVerificationRow } from './rows.ts';
import type { verifyKeyInput } from './input.ts';

/**
 * Verifies an API key of the selected organization for a service of the organization, and counts the cost against the
 * limits of the key and of the plan. What a request by the key would be told decides whether it works. Then one statement of
 * its own counts and meters: whatever becomes of the rest of the operation, a key that was called valid was counted, and
 * concurrent calls never exceed a limit.
 *
 * Security: the secret goes nowhere but into its hash. No statement, log, trace or error has it.
 */
export async function verifyKey(
  context: Context,
  { key, ...asked }: z.output<typeof verifyKeyInput>,
): Promise<{ verification: KeyVerificationRow }> {
  const hash = hashSecret(key);
  if (!hash) return { verification: toVerification({ outcome: 'NOT_FOUND' }) };
  const {
    limit,
    planUsed: used,
    period,
    ...verified
  } = await context.meanwhile(verify(context, hash, asked));
  if (used != null && limit != null && period != null)
    await noteMonth(context, { organizationId: context.scope.id, period, used, limit });
  return { verification: toVerification(verified) };
}

interface Verified {
  outcome: KeyVerificationCode;
  keyId?: string | null;
  ownerId?: string | null;
  remaining?: string | null;
  resetsAt?: string | null;
}

async function verify(
  context: Context,
  hash: Buffer,
  { cost, permission, ipAddress = null }: Omit<z.output<typeof verifyKeyInput>, 'key'>,
): Promise<Verified & Partial<Count> & { limit?: number | null }> {
  const row = await openAs(context, hash);
  if (!row.key) return { outcome: 'NOT_FOUND' };
  const { id: keyId, ownerId } = row.key;
  const refusal = refuse(row, permission, { ipAddress, requestedOrganization: context.scope.id });
  if (refusal) return { outcome: refusal, keyId, ownerId };
  const count = await countVerification(context, keyId, cost, row);
  return { ...count, keyId, ownerId, limit: row.requests_per_month };
}

/** What the opening of a request by the key returns, and the key, if it is of the organization. */
type OpenedRow = AuthorizationRow & {
  key: { id: string; ownerId: string; ended: 'REVOKED' | 'EXPIRED' | null } | null;
};

async function openAs(context: Context, hash: Buffer): Promise<OpenedRow> {
  const { id } = context.scope;
  const { statementTimeout } = context.services.config.database;
  const { rows } = await sql<OpenedRow>`
    select ${sql.raw(authorizationColumns)}, (
      select jsonb_build_object('id', k.id, 'ownerId', k.owner_id, 'ended', case
        when k.revoked_at is not null then 'REVOKED' when least(k.expires_at, s.expires_at) <= now() then 'EXPIRED' end)
      from api_key_secrets s join api_keys k on k.organization_id = s.organization_id and k.id = s.api_key_id
      where s.hash = ${hash} and s.organization_id = ${id}) as key
    from app.begin_request(null, ${id}::uuid, ${statementTimeout}::integer, ${hash}, null::uuid, true)`.execute(
    systemDb(context),
  );
  return rows[0]!;
}

/** Returns why a request by the key would be refused, if it would be. */
function refuse(
  row: OpenedRow,
  permission: Permission | null | undefined,
  { ipAddress, requestedOrganization }: { ipAddress: string | null; requestedOrganization: string },
): KeyVerificationCode | undefined {
  if (row.key?.ended) return row.key.ended;
  const access = toCallerAccess(
    row,
    {
      sessionId: undefined,
      credentials: true,
      byApiKey: true,
      requestedOrganization,
      ipAddress: ipAddress ?? '',
    },
    true,
  );
  if (access.refusedKey) return 'FORBIDDEN';
  if (!access.apiKey) return 'DISABLED';
  return permission && refusePermission(access, permission) ? 'FORBIDDEN' : undefined;
}

interface Count {
  outcome: KeyVerificationCode;
  remaining: string | null;
  resetsAt: string | null;
  planUsed: string;
  period: string;
}

async function countVerification(
  context: Context,
  keyId: string,
  cost: number,
  plan: Pick<AuthorizationRow, 'requests_per_minute' | 'requests_per_month'>,
): Promise<Count> {
  const perMinute = context.services.config.rateLimits ? plan.requests_per_minute : null;
  const { rows } = await sql<Count>`
    select outcome, remaining, resets_at as "resetsAt", plan_used as "planUsed", period
    from app.count_verification(${context.scope.id}::uuid, ${keyId}::uuid, ${cost}::integer, ${perMinute}::integer,
      ${plan.requests_per_month}::integer)`.execute(systemDb(context));
  return rows[0]!;
}

const toVerification = ({
  outcome,
  keyId = null,
  ownerId = null,
  remaining = null,
  resetsAt = null,
}: Verified): KeyVerificationRow => ({
  valid: outcome === 'VALID',
  code: outcome,
  keyId,
  ownerId,
  remaining: remaining === null ? null : toCount(remaining),
  resetsAt,
});
