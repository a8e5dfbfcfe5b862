import { createHash } from 'node:crypto';
import type { LineItem } from './line-items.ts';
import { monthOf } from './month.ts';

/** What a statement's checksum vouches for. */
export interface StatementContent {
  organizationId: string;
  /** The first day. */
  month: string;
  planCode: string;
  currency: string;
  lineItems: LineItem[];
  total: bigint;
}

/**
 * The statement's one form: JSON without white space, members and line items in this order, every number as a decimal
 * string. docs/metering.md describes it for those who check it elsewhere.
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

/** The SHA-256 of the canonical form, in hexadecimal digits. */
export const checksumOf = (statement: StatementContent) =>
  createHash('sha256').update(canonicalForm(statement)).digest('hex');
