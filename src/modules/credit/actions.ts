import type { z } from 'zod';
import { recheckPermission } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import type { setCreditAlertInput, spendCreditsInput } from './input.ts';
import {
  findCreditBalance,
  findCreditSpendsByIds,
  insertCreditSpend,
  lockCreditAlert,
  updateCreditAlert,
} from './queries.ts';
import type { CreditBalanceRow, CreditSpendRow } from './rows.ts';

/**
 * Spends credits, or returns the first spend with the same id. Of many at once, each waits for the one before.
 * @throws INSUFFICIENT_CREDITS, TAKEN for an id with which another amount was spent
 */
export async function spendCredits(
  context: Context,
  { spendId, amount, description }: z.output<typeof spendCreditsInput>,
): Promise<{ creditSpend: CreditSpendRow }> {
  const { tenant } = context;
  const result = await insertCreditSpend(tenant, { spendId, amount, description: description || null });
  await recheckPermission(context, 'credit.spend');
  if (result.outcome === 'CONFLICT')
    throw userError('TAKEN', 'Another amount was spent with this id.', 'spendId');
  if (result.outcome === 'INSUFFICIENT')
    throw userError('INSUFFICIENT_CREDITS', `The balance is ${result.available}.`, 'amount');
  const [creditSpend] = await findCreditSpendsByIds(tenant, [result.id!]);
  return { creditSpend: creditSpend! };
}

/** Sets the balance at which the organization is alerted. Sends no alert, even if the balance is lower. */
export async function setCreditAlert(
  context: Context,
  { threshold }: z.output<typeof setCreditAlertInput>,
): Promise<{ creditBalance: CreditBalanceRow }> {
  const { tenant, scope } = context;
  const wanted = threshold == null ? null : String(threshold);
  const alert = await lockCreditAlert(tenant, { add: wanted !== null });
  await recheckPermission(context, 'credit.setAlert');
  const before = alert?.threshold ?? null;
  if (before !== wanted) {
    await updateCreditAlert(tenant, wanted);
    await recordAudit(context, {
      action: 'credit_alert.set',
      targetType: 'Organization',
      targetId: scope.id,
      before: { threshold: before && Number(before) },
      after: { threshold: wanted && Number(wanted) },
    });
  }
  return { creditBalance: await findCreditBalance(tenant) };
}
