import { createHash } from 'node:crypto';
import { monthOf } from '../usage/month.ts';
import type { StatementContent } from './rows.ts';

/**
 * Returns the canonical form of a statement: JSON without white space, members and line items in this order, every
 * number as a decimal string. docs/metering.md describes it for independent checks.
 */
export function canonicalForm(statement: StatementContent): string {
  const { organizationId, month, planCode: plan, currency, lineItems, total } = statement;
  return JSON.stringify({
    version: '1',
    organizationId,
    month: monthOf(month),
    plan,
    currency,
    lineItems: lineItems.map((item) => ({
      kind: item.kind,
      meter: item.meter,
      usageMonth: monthOf(item.usageMonth),
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
