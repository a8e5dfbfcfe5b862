import { createHash } from 'node:crypto';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { monthOf } from '../usage/month.ts';
import type { StatementContent } from './rows.ts';
import type { Pricing } from '../plan/rows.ts';
import { isSpecial } from './charges.ts';
import { isDivided } from './segments.ts';

/**
 * Returns the canonical form of a statement: JSON without white space, members and line items in this order, every
 * number as a decimal string. docs/billing.md describes it for independent checks. Version 2 is for statements with
 * items that cover a part of a month, version 3 for those with items of other kinds than SUM, or not priced per unit. All others keep the form,
 * and so the checksum, that they had before.
 */
export function canonicalForm(statement: StatementContent): string {
  const { organizationId, month, planCode: plan, currency, lineItems, total } = statement;
  const hasKinds = lineItems.some(isSpecial);
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
      ...(hasKinds && { pricing: canonicalPricing(item.pricing) }),
      amount: String(item.amount),
    })),
    total: String(total),
  });
}

/** Members in this order, whatever the order of the stored ones. */
const canonicalPricing = (pricing: Pricing) =>
  'tiers' in pricing
    ? { model: pricing.model, tiers: pricing.tiers.map(({ upTo, unitPrice }) => ({ upTo, unitPrice })) }
    : pricing.model === 'PACKAGE'
      ? { model: pricing.model, packageSize: pricing.packageSize }
      : { model: pricing.model };

/** Returns the SHA-256 of the canonical form, in hexadecimal digits. */
export const checksumOf = (statement: StatementContent) =>
  createHash('sha256').update(canonicalForm(statement)).digest('hex');
