import { createHash } from 'node:crypto';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { monthOf } from '../usage/month.ts';
import type { StatementContent } from './rows.ts';
import { isDivided } from './segments.ts';

/**
 * Returns the canonical form of a statement: JSON without white space, members and line items in this order, every
 * number as a decimal string. docs/billing.md describes it for independent checks. Version 2 is for statements with
 * items that cover a part of a month, version 3 for those with items of other kinds than SUM. All others keep the form,
 * and so the checksum, that they had before.
 */
export function canonicalForm(statement: StatementContent): string {
  const { organizationId, month, planCode: plan, currency, lineItems, total } = statement;
  const hasKinds = lineItems.some(({ meterKind }) => meterKind !== null && meterKind !== 'SUM');
  const divided = hasKinds || isDivided(lineItems);
  return JSON.stringify({
    version: hasKinds ? '3' : divided ? '2' : '1',
    organizationId,
    month: monthOf(month),
    plan,
    currency,
    lineItems: lineItems.map((item) => ({
      kind: item.kind,
      meter: item.meter,
      ...(hasKinds && { meterKind: item.meterKind }),
      usageMonth: monthOf(item.usageMonth),
      ...(divided && {
        plan: item.segment.planCode,
        from: serializeDateTime(item.segment.from),
        to: serializeDateTime(item.segment.to),
      }),
      quantity: String(item.quantity),
      included: String(item.included),
      overage: String(item.overage),
      unitPrice: item.unitPrice,
      amount: String(item.amount),
    })),
    total: String(total),
  });
}

/** Returns the SHA-256 of the canonical form, in hexadecimal digits. */
export const checksumOf = (statement: StatementContent) =>
  createHash('sha256').update(canonicalForm(statement)).digest('hex');
