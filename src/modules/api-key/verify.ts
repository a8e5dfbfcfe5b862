import { sql } from 'kysely';
import type { z } from 'zod';
import { keyRequirementOf } from '../../authorization/access.ts';
import { hashSecret } from '../../authentication/api-key-secret.ts';
import type { Context } from '../../core/context.ts';
import { systemDb } from '../../database/system.ts';
import type { KeyVerificationCode } from '../../generated/enums.ts';
import { toCount } from '../../database/count.ts';
import { noteMonth } from '../plan/request-quota.ts';
import type { KeyVerificationRow } from './rows.ts';
import type { verifyKeyInput } from './input.ts';

/**
 * Verifies an API key of the selected organization for a service of the organization, and counts the cost against the
 * limits of the key and of the plan. A statement of its own decides, counts and meters: whatever becomes of the rest of the
 * operation, a key that was called valid was counted, and concurrent calls never exceed a limit.
 *
 * Security: the secret goes nowhere but into its hash. No statement, log, trace or error has it.
 */
export async function verifyKey(
  context: Context,
  { key, cost, permission, ipAddress }: z.output<typeof verifyKeyInput>,
): Promise<{ verification: KeyVerificationRow }> {
  const hash = hashSecret(key);
  if (!hash) return { verification: toVerification({ outcome: 'NOT_FOUND' }) };
  const row = await context.meanwhile(verify(context, { hash, cost, permission, ipAddress }));
  const { planUsed: used, planLimit: limit, period } = row;
  if (used != null && limit != null && period != null)
    await noteMonth(context, { organizationId: context.scope.id, period, used, limit });
  return { verification: toVerification(row) };
}

interface Verified {
  outcome: KeyVerificationCode;
  keyId?: string | null;
  ownerId?: string | null;
  remaining?: string | null;
  resetsAt?: string | null;
  planUsed?: string | null;
  planLimit?: string | null;
  period?: string | null;
}

async function verify(
  context: Context,
  {
    hash,
    cost,
    permission,
    ipAddress,
  }: Pick<z.output<typeof verifyKeyInput>, 'cost' | 'permission' | 'ipAddress'> & { hash: Buffer },
): Promise<Verified> {
  const { services, scope } = context;
  const { minRole, scope: keyScope } = permission ? keyRequirementOf(permission) : {};
  const { rows } = await sql<Verified>`
    select outcome, key_id as "keyId", owner_id as "ownerId", remaining, resets_at as "resetsAt",
      plan_used as "planUsed", plan_limit as "planLimit", period
    from app.verify_key(${scope.id}::uuid, ${hash}, ${cost}::integer, ${ipAddress ?? null}::inet,
      ${permission ?? null}::text, ${minRole ?? null}::text, ${keyScope ?? null}::text,
      ${services.config.rateLimits}::boolean)`.execute(systemDb(context));
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
