import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { narrowToTenant } from '../../database/tenant-db.ts';
import { userError } from '../../errors.ts';
import { insertAuditEvent } from '../audit/record.ts';
import { type grantCreditsInput, MAX_CREDITS, type voidCreditGrantInput } from './input.ts';
import { findCreditGrantsByIds } from './queries.ts';
import type { CreditGrantRow } from './rows.ts';

/** The maximum number of an organization's grants of which credits remain. A spend reads all of them. */
const MAX_GRANTS = 1000;

interface NewCreditGrant {
  organizationId: string;
  amount: number;
  priority: number;
  expiresAt?: string | null | undefined;
  reason: string;
  /** An id of the caller's own, such as a payment's: of several grants with the same one, the first counts. */
  key?: string;
}

/** Who grants; omitted for the system, such as a payment. */
type Cause = Parameters<typeof insertAuditEvent>[3];

/**
 * Grants credits and records it in the audit log, in the caller's transaction of the system login. A key that was used
 * before grants nothing and returns the first grant. It does not matter whether the organization is suspended or archived:
 * what was paid for must not be lost.
 * @throws NOT_FOUND, INVALID for an expiry that has passed, LIMIT_REACHED for too many credits or grants, TAKEN for a key
 * with which another amount was granted
 */
export async function insertCreditGrant(
  db: SystemDb,
  { organizationId, amount, priority, expiresAt = null, reason, key }: NewCreditGrant,
  cause: Cause = {},
): Promise<CreditGrantRow> {
  const { rows } = await sql<{ outcome: string; id: string }>`
    select outcome, grant_id as id from app.grant_credits(${organizationId}::uuid, ${key ?? null}, ${amount}::bigint,
      ${priority}::integer, ${expiresAt}::timestamptz, ${reason}, ${MAX_GRANTS}::integer, ${MAX_CREDITS}::bigint)`.execute(
    db,
  );
  const { outcome, id } = rows[0]!;
  const refused = refusals[outcome];
  if (refused) throw refused();
  if (outcome === 'GRANTED')
    await insertAuditEvent(
      db,
      organizationId,
      {
        action: 'credit_grant.created',
        targetType: 'CreditGrant',
        targetId: id,
        after: { amount, priority, expiresAt, reason },
      },
      cause,
    );
  return findCreditGrant(db, organizationId, id);
}

const refusals: Record<string, () => Error> = {
  NO_ORGANIZATION: () => userError('NOT_FOUND', 'No such organization.', 'organizationId'),
  CONFLICT: () => userError('TAKEN', 'Another amount was granted with this key.', 'key'),
  EXPIRED: () => userError('INVALID', '`expiresAt` must be in the future.', 'expiresAt'),
  TOO_MUCH: () => userError('LIMIT_REACHED', `The balance cannot exceed ${MAX_CREDITS}.`, 'amount'),
  TOO_MANY: () =>
    userError(
      'LIMIT_REACHED',
      `The organization has ${MAX_GRANTS} grants of which credits remain. Void one first.`,
    ),
};

/** Grants credits, as a platform administrator. */
export const grantCredits = (context: Context, input: z.output<typeof grantCreditsInput>) =>
  transact(context, async (db) => ({
    creditGrant: await insertCreditGrant(db, input, administrator(context)),
  }));

/**
 * Takes back the rest of a grant, as a platform administrator.
 * @throws NOT_FOUND, INVALID if nothing remains of it
 */
export const voidCreditGrant = (
  context: Context,
  { organizationId, id, reason }: z.output<typeof voidCreditGrantInput>,
) =>
  transact(context, async (db) => {
    const { rows } = await sql<{ outcome: string; rest: string }>`
      select outcome, rest from app.void_credit_grant(${organizationId}::uuid, ${id}::uuid, ${reason})`.execute(
      db,
    );
    const { outcome, rest } = rows[0]!;
    if (outcome === 'NO_GRANT') throw userError('NOT_FOUND', 'No such credit grant.', 'id');
    if (outcome === 'ENDED') throw userError('INVALID', 'No credits of the grant remain.', 'id');
    await insertAuditEvent(
      db,
      organizationId,
      {
        action: 'credit_grant.voided',
        targetType: 'CreditGrant',
        targetId: id,
        before: { remaining: Number(rest) },
        after: { remaining: 0, reason },
      },
      administrator(context),
    );
    return { creditGrant: await findCreditGrant(db, organizationId, id) };
  });

const administrator = ({ viewer, request }: Context): Cause => ({ actorId: viewer.id, request });

async function findCreditGrant(db: SystemDb, organizationId: string, id: string): Promise<CreditGrantRow> {
  const [grant] = await findCreditGrantsByIds(narrowToTenant(db, organizationId), [id]);
  return grant!;
}
